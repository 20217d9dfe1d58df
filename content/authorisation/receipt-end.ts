import type { Wording } from '../../forms/language.ts'

/** The last line of a receipt. Whatever follows it in a pasted text is not the receipt’s. */
export const receiptEndWording: Wording = { en: 'End of the receipt', fr: 'Fin du reçu' }
