/** A form as a browser posts it: every value of every field, by name. */
export type FormFields = Readonly<Record<string, readonly string[]>>
