/** Everything a run has shown: faults, wx calls, setData sizes. */
import type { HostLog } from '../protocol'

export const journal: HostLog = { errors: [], warnings: [], calls: [], setData: [], unknownApis: [] }

export function messageOf(problem: unknown): string {
  const known = problem as { message?: unknown; errMsg?: unknown } | null | undefined
  return String(known?.message ?? known?.errMsg ?? problem)
}

/** Records a fault; it never throws, so that the app goes on as it would in WeChat. */
export function recordFault(kind: string, problem: unknown): void {
  const stack = String((problem as { stack?: unknown } | null | undefined)?.stack ?? '').slice(0, 1500)
  journal.errors.push({ kind, message: messageOf(problem), stack })
  console.error(`[mp:${kind}]`, problem)
}

/** Runs app code that has no caller to throw to. */
export function guarded<T>(kind: string, run: () => T): T | undefined {
  try {
    return run()
  } catch (problem) {
    recordFault(kind, problem)
    return undefined
  }
}
