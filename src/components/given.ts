/** Leaves out properties that were not given, so that optional ones pass on without an `undefined`. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/**
 * @param props what the caller may have left undefined
 * @returns only what is there
 */
export function given<T extends object>(props: T): Given<T> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Given<T>
}
