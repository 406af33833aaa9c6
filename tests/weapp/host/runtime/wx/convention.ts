/** WeChat's calling convention: success/fail/complete, or a promise where none of them is given. */
import { guarded, journal, messageOf } from '../journal'

export type Options = Record<string, unknown>

/** Does the work of one API; its fields become the result, a throw becomes `fail`. */
export type Run = (options: Options) => unknown

export type ApiTable = Record<string, Run>

/** Functions that wx offers as they are: synchronous ones, listeners, factories. */
export type DirectTable = Record<string, (...args: never[]) => unknown>

interface Callbacks {
  success?: (result: object) => void
  fail?: (failure: object) => void
  complete?: (outcome: object) => void
}

const TASK_APIS = /^(request|uploadFile|downloadFile|cloud\.uploadFile|cloud\.downloadFile)$/
const task = () => ({ abort() {}, onProgressUpdate() {}, offProgressUpdate() {}, onHeadersReceived() {} })

/** A failure that carries WeChat's error code. */
export class WxFailure extends Error {
  constructor(
    message: string,
    readonly errCode?: number | string,
  ) {
    super(message)
  }
}

function plainArguments(options: Options): unknown {
  try {
    return JSON.parse(JSON.stringify(options))
  } catch {
    return {}
  }
}

async function settle(name: string, run: Run, options: Options): Promise<object> {
  const record: (typeof journal.calls)[number] = { name, args: plainArguments(options) }
  journal.calls.push(record)
  try {
    const result = await run(options)
    record.result = 'ok'
    return { errMsg: `${name}:ok`, ...(result as object | undefined) }
  } catch (problem) {
    const message = messageOf(problem)
    record.result = `fail: ${message}`
    const errCode = (problem as WxFailure).errCode
    throw { errMsg: `${name}:fail ${message}`, ...(errCode === undefined ? {} : { errCode }) }
  }
}

/** Wraps `run` so that app code may call it either way; every call is recorded under `name`. */
export function withConvention(name: string, run: Run): (options?: Options & Callbacks) => unknown {
  return (given = {}) => {
    const { success, fail, complete, ...options } = given
    const outcome = settle(name, run, options)
    if (!success && !fail && !complete) return outcome
    const notify = (callback: ((value: object) => void) | undefined, value: object) =>
      guarded(`${name} callback`, () => callback?.(value))
    void outcome.then(
      (result) => {
        notify(success, result)
        notify(complete, result)
      },
      (failure: object) => {
        notify(fail, failure)
        notify(complete, failure)
      },
    )
    return TASK_APIS.test(name) ? task() : undefined
  }
}

/** Wraps a whole table, `prefix` going before each name. */
export function wrapTable(table: ApiTable, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, run]) => [name, withConvention(`${prefix}${name}`, run)]),
  )
}
