import type { Wording } from '../../../forms/language.ts'
import type { LiveGateState } from './use-live-gate.ts'

/** What the bar above the call sheet says of the gate. */
export const gateStateWording: Readonly<Record<LiveGateState, Wording>> = {
  asking: { en: 'Asking whether you may call…', fr: 'On vérifie si vous pouvez appeler…' },
  open: { en: 'You may call', fr: 'Vous pouvez appeler' },
  shut: { en: 'Do not call', fr: 'N’appelez pas' },
  unknown: {
    en: 'Don’t start a call: nobody can tell whether you may',
    fr: 'Ne commencez aucun appel : rien ne dit si c’est permis',
  },
}

export const gateBarWordingBuilders = {
  asked: (clock: string): Wording => ({ en: `Asked at ${clock}`, fr: `Vérifié à ${clock}` }),
  lastOpen: (clock: string): Wording => ({
    en: `The desk doesn’t answer. Calling was allowed at ${clock}.`,
    fr: `Le bureau ne répond pas. L’appel était permis à ${clock}.`,
  }),
  lastShut: (clock: string): Wording => ({
    en: `The desk doesn’t answer. Calling wasn’t allowed at ${clock}.`,
    fr: `Le bureau ne répond pas. L’appel n’était pas permis à ${clock}.`,
  }),
  callBegan: (clock: string): Wording => ({ en: `Call began at ${clock}`, fr: `Appel commencé à ${clock}` }),
} as const

export const gateBarWording = {
  neverAsked: { en: 'The desk doesn’t answer.', fr: 'Le bureau ne répond pas.' },
  writeDown: { en: 'Write it down', fr: 'L’inscrire' },
} as const satisfies Record<string, Wording>
