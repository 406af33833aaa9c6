/** Counts requests for Prometheus: how many, how long, how many at once. Names routes and codes, never people. */

const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]

export type Metrics = {
  /** Call at arrival; answers what to call when the reply is on its way. */
  begin(): (route: string, code: string) => void
  /** The text that Prometheus reads. @param databaseKind `server` or `embedded` */
  render(databaseKind: string): string
}

type Histogram = { buckets: number[]; sum: number; count: number }

const label = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')

const gauge = (name: string, help: string, value: number | string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} gauge`,
  typeof value === 'string' ? value : `${name} ${value}`,
]

/** @param clock milliseconds, only their difference counts */
export const makeMetrics = (clock: () => number = () => performance.now()): Metrics => {
  const counts = new Map<string, number>()
  const times = new Map<string, Histogram>()
  let inFlight = 0

  const observe = (route: string, seconds: number): void => {
    const seen = times.get(route) ?? { buckets: BUCKETS_SECONDS.map(() => 0), sum: 0, count: 0 }
    times.set(route, seen)
    BUCKETS_SECONDS.forEach((limit, index) => {
      if (seconds <= limit) seen.buckets[index] = (seen.buckets[index] ?? 0) + 1
    })
    seen.sum += seconds
    seen.count += 1
  }
  const renderTimes = (): string[] =>
    [...times].flatMap(([route, seen]) => {
      const name = `route="${label(route)}"`
      return [
        ...BUCKETS_SECONDS.map(
          (limit, index) => `anxin_request_seconds_bucket{${name},le="${limit}"} ${seen.buckets[index]}`,
        ),
        `anxin_request_seconds_bucket{${name},le="+Inf"} ${seen.count}`,
        `anxin_request_seconds_sum{${name}} ${seen.sum.toFixed(6)}`,
        `anxin_request_seconds_count{${name}} ${seen.count}`,
      ]
    })

  return {
    begin() {
      const startedAt = clock()
      inFlight += 1
      return (route, code) => {
        inFlight -= 1
        const key = `route="${label(route)}",code="${label(code)}"`
        counts.set(key, (counts.get(key) ?? 0) + 1)
        observe(route, (clock() - startedAt) / 1000)
      }
    },
    render(databaseKind) {
      const memory = process.memoryUsage()
      return [
        '# HELP anxin_requests_total Requests answered, by route and code.',
        '# TYPE anxin_requests_total counter',
        ...[...counts].map(([key, count]) => `anxin_requests_total{${key}} ${count}`),
        '# HELP anxin_request_seconds Time from arrival to reply.',
        '# TYPE anxin_request_seconds histogram',
        ...renderTimes(),
        ...gauge('anxin_requests_in_flight', 'Requests being answered now.', inFlight),
        ...gauge(
          'anxin_database_info',
          'Which store stands behind this server.',
          `anxin_database_info{kind="${label(databaseKind)}"} 1`,
        ),
        ...gauge('process_resident_memory_bytes', 'Memory held by the process.', memory.rss),
        ...gauge('process_heap_used_bytes', 'JavaScript heap in use.', memory.heapUsed),
        ...gauge('process_uptime_seconds', 'Time since the start.', Number(process.uptime().toFixed(1))),
        '',
      ].join('\n')
    },
  }
}
