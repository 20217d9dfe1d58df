/**
 * Builds one slot for each name of a list, or for each key of a record: `buildPrefixedSlotValues('room-', ['BC', 'ON'], …)`
 * has the keys `room-BC` and `room-ON`.
 */
export const buildPrefixedSlotValues = <const Prefix extends string, const Name extends string, Value>(
  prefix: Prefix,
  names: readonly Name[] | Readonly<Record<Name, unknown>>,
  toValue: (name: Name) => Value,
): Readonly<Record<`${Prefix}${Name}`, Value>> =>
  Object.fromEntries(
    (isList(names) ? names : (Object.keys(names) as Name[])).map((name) => [
      `${prefix}${name}`,
      toValue(name),
    ]),
  ) as Record<`${Prefix}${Name}`, Value>

const isList = <Name extends string>(names: readonly Name[] | object): names is readonly Name[] =>
  Array.isArray(names)
