/** So many at once and the others wait: for work that holds a whole file in memory. */

/** @param most how many may be at it at the same time */
export const makeTurns = (most: number) => {
  let busy = 0
  const waiting: (() => void)[] = []
  /** Runs the work when it is its turn. */
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}
