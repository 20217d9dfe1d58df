import type { NewScreening } from '../queries.ts'

/** The name under which what was typed about a talk is stored: a new one with a parent, or what amends the newest. */
export const nameScreeningForm = ({ side, amends }: Pick<NewScreening, 'side' | 'amends'>): string =>
  `${amends ? 'screening amendment' : 'screening'} ${side}`
