/** Calls work again and again, one run at a time, and can be stopped without cutting a run short. */

export type Timer = { stop(): Promise<void> }

/** @param onFault told of a run that failed; the next one comes all the same */
export const startTimer = (
  everyMs: number,
  work: () => Promise<unknown>,
  onFault: (error: unknown) => void,
): Timer => {
  let running: Promise<unknown> | undefined
  const tick = (): void => {
    running ??= work()
      .catch(onFault)
      .finally(() => {
        running = undefined
      })
  }
  const handle = setInterval(tick, everyMs)
  tick()
  return {
    stop: async () => {
      clearInterval(handle)
      await running
    },
  }
}
