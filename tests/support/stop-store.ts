/** After the api tests: the server that start-store started goes away. */
export default async (): Promise<void> => {
  await (globalThis as { anxinPostgres?: { stop(): Promise<void> } }).anxinPostgres?.stop()
}
