import {
  outreachChannels,
  outreachNextSteps,
  outreachOutcomes,
} from '../../../content/authorisation/call-attempts.ts'
import type { Wording } from '../../../forms/language.ts'
import type { Calling } from '../../app/api-client.ts'
import { happened } from './wording.ts'

export interface Happening {
  readonly id: string
  readonly at: number
  readonly said: Wording
}

/** What happened about calling the other parent, newest first: words given and taken back, orders, calls, invitations. */
export const historyOf = (calling: Calling): Happening[] =>
  [
    ...[calling.latest, ...calling.earlier].flatMap((word) => (word ? ofWord(word) : [])),
    ...calling.freezes.map(ofFreeze),
    ...ofReadings(calling.freezes),
    ...calling.attempts.map(ofAttempt),
    ...calling.invitations.flatMap(ofInvitation),
  ].toSorted((one, other) => other.at - one.at)

type Word = NonNullable<Calling['latest']>

const ofWord = ({ id, madeAt, grantedAt, withdrawnAt, declinedAt, askedBy }: Word): Happening[] => [
  ...(askedBy ? [{ id: `asked ${id}`, at: madeAt, said: happened.asked(askedBy.name) }] : []),
  ...moment(`granted ${id}`, grantedAt, happened.granted),
  ...moment(`withdrawn ${id}`, withdrawnAt, happened.withdrawn),
  ...moment(`declined ${id}`, declinedAt, happened.declined),
]

type Freeze = Calling['freezes'][number]

const ofFreeze = ({ id, saidIn, saidAt }: Freeze): Happening => ({
  id: `said ${id}`,
  at: saidAt,
  said: happened.orderSaid[saidIn],
})

/** One reading answers for everything that was said before it. */
const ofReadings = (freezes: readonly Freeze[]): Happening[] =>
  [...Map.groupBy(freezes, ({ readAt }) => readAt)].flatMap(([readAt, [freeze]]) =>
    freeze?.finding
      ? moment(`read ${freeze.id}`, readAt, happened.orderRead[freeze.finding](freeze.readBy?.name ?? ''))
      : [],
  )

const ofAttempt = ({ id, attemptedAt, by, channel, outcome, nextStep }: Calling['attempts'][number]) => {
  const said = (language: keyof Wording) =>
    [
      `${outreachChannels[channel][language]}${language === 'fr' ? '\u00a0' : ''}: ${outreachOutcomes[outcome][language]}`,
      ...(nextStep === 'none' ? [] : [outreachNextSteps[nextStep][language]]),
      ...(by && by.id !== 'other-parent' ? [by.name] : []),
    ].join(' · ')
  return { id, at: attemptedAt, said: { en: said('en'), fr: said('fr') } }
}

const ofInvitation = ({ id, invitedAt, endedAt, usedAt }: Calling['invitations'][number]): Happening[] => [
  { id: `invited ${id}`, at: invitedAt, said: happened.invited },
  ...moment(`ended ${id}`, endedAt, happened.invitationEnded),
  ...moment(`used ${id}`, usedAt, happened.invitationUsed),
]

const moment = (id: string, at: number | null, said: Wording): Happening[] =>
  at === null ? [] : [{ id, at, said }]
