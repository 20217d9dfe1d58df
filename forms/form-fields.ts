/** A form as a browser posts it: the values of each field, by the field's name. */
export type FormFields = Readonly<Record<string, readonly string[]>>

/** Whether two forms say the same. An empty field is no field, and order does not matter. */
export const areSameFields = (one: FormFields, other: FormFields): boolean =>
  [one, other].every((fields) => Object.keys(fields).every((name) => isSameField(one[name], other[name])))

export const isSameField = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  JSON.stringify(listFilledValues(one)) === JSON.stringify(listFilledValues(other))

const listFilledValues = (values: readonly string[]) => values.filter((value) => value !== '').toSorted()
