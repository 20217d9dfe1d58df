import type { FormLoad } from './form-load.ts'

const SLOW_PEERS = ['surveyjs', 'formio'] as const
export const peerNames = [...SLOW_PEERS, 'react'] as const
/** React once more with our styles, which its guides do not have; it is in the table, and no goal. */
export const contestants = ['ours', 'floor', ...peerNames, 'styledReact'] as const
export type Contestant = (typeof contestants)[number]
export const isSlowPeer = (name: Contestant) => SLOW_PEERS.some((slow) => slow === name)

export const contestantTitles: Readonly<Record<Contestant, string>> = {
  ours: '“About you”, ours',
  floor: 'a page with one field',
  surveyjs: 'SurveyJS',
  formio: 'Form.io',
  react: 'React, react-hook-form and zod',
  styledReact: 'the same with our styles',
}

/** The loads of each, by round; a round in which it took no part is missing. */
export type LoadsByContestant = Readonly<Record<Contestant, ReadonlyMap<number, FormLoad>>>

export type FieldCounts = Readonly<
  Record<Contestant, { readonly withScript: number; readonly without: number }>
>

export const listLoadValues = (
  loads: LoadsByContestant,
  name: Contestant,
  of: (load: FormLoad) => number,
): number[] => [...loads[name].values()].map(of)
