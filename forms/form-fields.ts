/** A form as a browser posts it: the values of each field, by the field's name. */
export type FormFields = Readonly<Record<string, readonly string[]>>
