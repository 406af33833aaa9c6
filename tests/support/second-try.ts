/** Journeys in a browser share two cores with the browser: one that fails is tried once more, and `npm test` names it. */
jest.retryTimes(1, { logErrorsBeforeRetry: true })
