import type { Wording } from '../../forms/language.ts'

/** Stands for the name of the coordinator who calls, in the words of a call. */
export const callerPlaceholder: Wording = { en: '[your name]', fr: '[votre nom]' }

/** Stands for the name of the parent who is called. */
export const calledPlaceholder: Wording = { en: '[their name]', fr: '[son nom]' }
