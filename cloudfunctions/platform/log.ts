/** One JSON line per request: id, route, code, milliseconds. Never content, names, openid, address. */
import pino from 'pino'

export type RequestLine = {
  requestId: string
  route: string
  /** `ok` or the error code. */
  code: string
  ms: number
}

export interface RequestLog {
  request(line: RequestLine): void
  /** A fault of ours: the error's own name and stack, never its input. */
  fault(requestId: string, error: unknown): void
}

/** @param destination where lines go; standard output unless told */
export const openLog = (destination?: pino.DestinationStream): RequestLog => {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    request: (line) => logger.info(line),
    fault: (requestId, error) => {
      const known = error instanceof Error ? error : new Error('not an Error')
      // Database messages can quote values: only the driver's code and our own stack lines are kept.
      const code = (error as { code?: unknown } | null)?.code
      logger.error({
        requestId,
        fault: known.name,
        code: typeof code === 'string' ? code : undefined,
        at: (known.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 6)
          .map((line) => line.trim()),
      })
    },
  }
}

/** A log that keeps nothing, for commands and tests that do not look. */
export const silentLog: RequestLog = { request() {}, fault() {} }
