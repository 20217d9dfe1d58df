/** Gives the name in use alone, without the full one behind it in brackets, which stands in the strip. */
export const getNameInUse = (name: string): string => name.replace(/ \(.*\)$/, '')
