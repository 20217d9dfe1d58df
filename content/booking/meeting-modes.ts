import type { Options } from '../../forms/questions/choice.ts'

// Apart from the rules, so that a page can name these without what judges those.

/** How a family and a coordinator may meet. */
export const ways = {
  video: { en: 'Video call', fr: 'Appel vidéo' },
  phone: { en: 'Phone', fr: 'Téléphone' },
  'in-person': { en: 'In person', fr: 'En personne' },
} as const satisfies Options
export type Way = keyof typeof ways

/** A session with one parent, or with both. */
export const sessionKinds = {
  individual: { en: 'Individual session', fr: 'Rencontre individuelle' },
  joint: { en: 'Joint session', fr: 'Rencontre conjointe' },
} as const satisfies Options
export type SessionKind = keyof typeof sessionKinds

/** Everything booked begins and ends on a quarter hour, as every Canadian time zone's offset does. */
export const QUARTER_MINUTES = 15
