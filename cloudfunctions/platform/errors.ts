/** The one exception that may reach a client: a code of the closed list, never a database's words. */
import { type ErrorCode, errorStatus } from '../../contract/errors'

export type AppErrorOptions = {
  /** Refused fields, dotted path → what to do, in Chinese. */
  fields?: Record<string, string>
  /** Counted after the transaction is rolled back, so that misses are remembered. */
  countAttempt?: string
  /** A code's row to count a miss against (binding codes). */
  afterRollback?: (db: import('./database').Queryable) => Promise<void>
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly options: AppErrorOptions
  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code)
    this.code = code
    this.options = options
  }
  get status(): number {
    return errorStatus[this.code]
  }
}

/** One field refused with a sentence. */
export const refuseField = (field: string, sentence: string): AppError =>
  new AppError('input.invalid', { fields: { [field]: sentence } })

/** Not there, or not yours: the same answer. */
export const notFound = (): AppError => new AppError('record.not_found')
