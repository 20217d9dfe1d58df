// Runs in a process of its own, since `local-time.ts` remembers the format of each zone. Its argument is JSON: which zone
// stands in for which, and calls; its standard output is the results.

/** A call of a function of `local-time.ts`. */
export type LocalTimeCall =
  | readonly ['getUtcOffsetMinutes', ms: number, timeZone: string]
  | readonly ['localTimeToInstant', date: string, clock: string, timeZone: string]

export interface OtherZoneData {
  readonly standIns: Readonly<Record<string, string>>
  readonly calls: readonly LocalTimeCall[]
}

const { standIns, calls }: OtherZoneData = JSON.parse(process.argv[2] ?? '')
const Original = Intl.DateTimeFormat
Intl.DateTimeFormat = new Proxy(Original, {
  construct: (_, [locales, options]) =>
    new Original(locales, {
      ...options,
      ...(options?.timeZone && { timeZone: standIns[options.timeZone] ?? options.timeZone }),
    }),
})
const { getUtcOffsetMinutes, localTimeToInstant } = await import('../content/time/local-time.ts')
const results = calls.map((call) =>
  call[0] === 'getUtcOffsetMinutes'
    ? getUtcOffsetMinutes(call[1], call[2])
    : localTimeToInstant(call[1], call[2], call[3]),
)
process.stdout.write(JSON.stringify(results))
