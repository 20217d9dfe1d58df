/** Writes the lines of a time of a session as people are told them: the hours, which are the second line, break nowhere. */
export const writeTimeLines = (day: string, hours: string, zone: string): string =>
  [day, hours.replaceAll(' ', '\u00a0'), zone].join('\n')
