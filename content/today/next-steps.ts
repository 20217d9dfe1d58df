import type { Wording } from '../../forms/language.ts'
import type { ContactOutcome } from '../file/contact-log.ts'
import { isWaitingStage } from '../file-stages.ts'
import { addWorkingDaysToIsoDate } from '../time/working-days.ts'
import type { NextStepFacts, ParentStepFacts } from './next-step-facts.ts'

/** The groups of the page Today, in their order. */
export const stepGroups = {
  leftBehind: {
    en: 'Left behind: give to somebody',
    fr: 'Sans personne responsable : à confier',
  },
  safety: { en: 'Safety first', fr: 'La sécurité d’abord' },
  call: { en: 'Call today', fr: 'À appeler aujourd’hui' },
  new: { en: 'New', fr: 'Nouveau' },
  answered: { en: 'Parents answered', fr: 'Réponses de parents' },
  sessions: { en: 'Today’s sessions', fr: 'Rencontres d’aujourd’hui' },
  note: { en: 'To note', fr: 'À noter' },
  decide: { en: 'To decide', fr: 'À décider' },
  reminders: { en: 'Your reminders', fr: 'Vos rappels' },
  soon: { en: 'Due in the next few days', fr: 'À faire ces prochains jours' },
  waiting: { en: 'Waiting, and you have room', fr: 'En attente, et vous avez de la place' },
  later: { en: 'Nothing to do today', fr: 'Rien à faire aujourd’hui' },
} as const satisfies Record<string, Wording>
export type StepGroup = keyof typeof stepGroups

/** The part of a file in which a step is done. */
export type StepPage = 'overview' | 'intake' | 'safety' | 'contact' | 'call' | 'sessions'

/** What a step knows about the moment and the practice, besides the file. */
export interface StepClock {
  /** The current instant in milliseconds. */
  readonly now: number
  /** Today where the coordinator is, as ISO 8601. */
  readonly today: string
  /** The date of an instant where the coordinator is. */
  readonly toDate: (instant: number) => string
  /** Working days within which the practice promises to answer a new intake. */
  readonly answersWithinDays: number
}

/** When a step began to apply, and whose answer it is about where there are two parents. */
export interface StepStart {
  readonly at: number
  readonly side?: ParentStepFacts['side']
  readonly isUrgent?: boolean
}

/** A step that a file may need. */
export interface NextStep {
  readonly group: StepGroup
  readonly who: 'coordinator' | 'parent' | 'nobody'
  /** Why it is the next one, to whoever reads it: its lead, who assists or stands in, an administrator. */
  readonly reason: Wording
  /** The label of its one action. */
  readonly action: Wording
  readonly page: StepPage
  /** Gives since when the step applies; undefined while it does not. */
  readonly since: (file: NextStepFacts, clock: StepClock) => StepStart | undefined
  /**
   * Working days from then until it is due: on the day itself with 0; `promise` for what the practice promises a new family,
   * and on the day itself when it is urgent. Left out for a step without a date.
   */
  readonly within?: number | 'promise'
  /** The last day for it, where the facts name one: that of a session, of an order, of an invitation. */
  readonly until?: (file: NextStepFacts, clock: StepClock) => string | undefined
  /** The group to which it moves once it is late, because a coordinator has to look at it then. */
  readonly lateGroup?: StepGroup
}

/** Gives the earliest parent for whom an instant is there, with that instant. */
const firstParent = (
  file: NextStepFacts,
  pick: (parent: ParentStepFacts) => number | null | undefined | false,
): StepStart | undefined =>
  file.parents
    .flatMap((parent) => {
      const at = pick(parent)
      return typeof at === 'number' ? [{ at, side: parent.side, isUrgent: parent.urgency === 'soon' }] : []
    })
    .sort((one, other) => one.at - other.at)[0]

/** Gives the instant if nobody did or read anything in the file since, so that looking at news takes it off the list. */
const ifNews = (file: NextStepFacts, at: number | null | undefined) =>
  typeof at === 'number' && at > (file.lastActAt ?? 0) && at

/** Whether the gate to the other parent is open, and an attempt is left. */
const canCall = (parent: ParentStepFacts) => parent.callRefusal === null && parent.authorisation !== null

const isSilent = ({ lastCall }: ParentStepFacts) => lastCall === null
const didCall = (
  { lastCall }: ParentStepFacts,
  nextStep: NonNullable<ParentStepFacts['lastCall']>['nextStep'],
) => lastCall?.nextStep === nextStep && lastCall.attemptedAt

/** Whether they applied, and nobody has talked with them alone. */
const awaitsTalk = ({ screeningReason, withdrawnAt }: ParentStepFacts) =>
  screeningReason === 'not-screened' && withdrawnAt === null

const didContact = ({ lastContact }: ParentStepFacts, outcome: ContactOutcome) =>
  lastContact?.outcome === outcome && lastContact.happenedAt

/** The parent who awaits a talk, was tried and was not reached; the one who has waited longest. */
const findTriedParent = ({ parents }: NextStepFacts) =>
  parents
    .filter(
      (parent) =>
        awaitsTalk(parent) && (didContact(parent, 'no-answer') || didContact(parent, 'left-message')),
    )
    .sort((one, other) => one.sentAt - other.sentAt)[0]

/** The day on which the promise to them ends, or the working day after the last try, whichever is later. */
function findNextTry(file: NextStepFacts, { toDate, answersWithinDays }: StepClock): string | undefined {
  const tried = findTriedParent(file)
  if (!tried?.lastContact) return undefined
  const promised = tried.urgency === 'soon' ? 0 : answersWithinDays
  const dates = [
    addWorkingDaysToIsoDate(toDate(tried.sentAt), promised),
    addWorkingDaysToIsoDate(toDate(tried.lastContact.happenedAt), 1),
  ]
  return dates.sort()[1]
}

const hasOneParent = ({ parents }: NextStepFacts) => parents.length < 2
const isFree = ({ upcoming }: NextStepFacts) => upcoming === null

const look: Wording = { en: 'Look at it', fr: 'Voir' }
const review: Wording = { en: 'Review related files', fr: 'Vérifier les dossiers liés' }
const openCalls: Wording = { en: 'Open the calls', fr: 'Voir les appels' }
const call: Wording = { en: 'Open the call sheet', fr: 'Ouvrir la feuille d’appel' }
const findTime: Wording = { en: 'Find a time', fr: 'Trouver un moment' }
const talk: Wording = { en: 'How to reach them', fr: 'Comment joindre ce parent' }
const logOfContacts: Wording = { en: 'Open the contact log', fr: 'Voir le journal des contacts' }
const noteTalk: Wording = { en: 'Note the talk', fr: 'Noter l’entretien' }

/** A file that nobody leads is urgent by what its list says, since nobody reads its parents. */
const startOfUntaken = ({ createdAt, isUrgent = false }: NextStepFacts): StepStart => ({
  at: createdAt,
  isUrgent,
})

/**
 * Every step, the most pressing first: the first one that applies is the next step of a file. The last one always applies,
 * so each open file has exactly one. An order that forbids contact with the other parent stands behind what is owed to the
 * parent who came; every row shows it all the same.
 */
export const nextSteps = {
  reassign: {
    ...{ group: 'leftBehind', who: 'coordinator', page: 'overview' },
    reason: {
      en: 'Its coordinator has left the practice',
      fr: 'La personne responsable a quitté le cabinet',
    },
    action: { en: 'Give it to somebody', fr: 'Confier le dossier' },
    since: ({ isLeftBehind, parents }, { now }) =>
      isLeftBehind ? { at: now, isUrgent: parents.some(({ urgency }) => urgency === 'soon') } : undefined,
    until: (_, { today }) => today,
  },
  'take-waiting': {
    ...{ group: 'waiting', who: 'nobody', page: 'overview', action: look },
    reason: { en: 'On the waiting list', fr: 'Sur la liste d’attente' },
    since: (file) => (!file.hasLead && isWaitingStage(file.stage) ? startOfUntaken(file) : undefined),
  },
  take: {
    ...{ group: 'new', who: 'coordinator', page: 'overview', action: look, within: 'promise' },
    reason: { en: 'Nobody leads this file yet', fr: 'Personne n’est encore responsable de ce dossier' },
    since: (file) => (file.hasLead ? undefined : startOfUntaken(file)),
  },
  'review-conflicts': {
    ...{ group: 'safety', who: 'coordinator', page: 'overview', action: review, within: 1 },
    reason: {
      en: 'Related to other files, and closed until they’re reviewed',
      fr: 'Lié à d’autres dossiers, et fermé jusqu’à leur vérification',
    },
    since: (file) => (file.isLocked ? { at: file.createdAt } : undefined),
  },
  'read-order': {
    ...{ group: 'safety', who: 'coordinator', page: 'safety', within: 1 },
    reason: {
      en: 'An order to read: no contact with the other parent',
      fr: 'Une ordonnance à lire : d’ici là, aucun contact avec l’autre parent',
    },
    action: { en: 'Read the order', fr: 'Lire l’ordonnance' },
    since: ({ contactHold }) =>
      contactHold?.state === 'on-hold' ? { at: contactHold.reportedAt } : undefined,
  },
  'review-again': {
    ...{ group: 'safety', who: 'coordinator', page: 'overview', action: review },
    reason: {
      en: 'A related file came in since the review',
      fr: 'Un dossier lié est arrivé depuis la vérification',
    },
    since: (file, { now }) => (file.hasUnreviewedRelatedFile ? { at: now } : undefined),
    until: (_, { today }) => today,
  },
  'screen-again': {
    ...{ group: 'safety', who: 'coordinator', page: 'safety', within: 1 },
    reason: {
      en: 'They told us something about safety since the talk alone',
      fr: 'Ce parent nous a parlé de sécurité depuis l’entretien',
    },
    action: { en: 'See what they said', fr: 'Voir ce qui a été dit' },
    since: (file) =>
      firstParent(
        file,
        ({ screeningReason, newestSentAt }) => screeningReason === 'screening-due' && newestSentAt,
      ),
  },
  'session-today': {
    ...{ group: 'sessions', who: 'coordinator', page: 'sessions' },
    reason: { en: 'A session', fr: 'Une rencontre' },
    action: { en: 'See the session', fr: 'Voir la rencontre' },
    since: ({ upcoming }, { toDate, today }) =>
      upcoming && toDate(upcoming.startsAt) <= today ? { at: upcoming.startsAt } : undefined,
    until: ({ upcoming }, { toDate }) =>
      upcoming?.startsAt === undefined ? undefined : toDate(upcoming.startsAt),
  },
  'note-session': {
    ...{ group: 'note', who: 'coordinator', page: 'sessions', within: 0 },
    reason: { en: 'A session is over: who came?', fr: 'Une rencontre est passée : qui est venu?' },
    action: { en: 'Note who came', fr: 'Noter les présences' },
    since: ({ unnotedSince }) => (unnotedSince === null ? undefined : { at: unnotedSince }),
  },
  'read-intake': {
    ...{ group: 'new', who: 'coordinator', page: 'intake', within: 'promise' },
    reason: { en: 'An intake that you haven’t read', fr: 'Une demande que vous n’avez pas lue' },
    action: { en: 'Read it', fr: 'La lire' },
    since: (file) =>
      firstParent(file, ({ newestSentAt }) => newestSentAt > (file.lastReadAt ?? 0) && newestSentAt),
  },
  withdrawn: {
    ...{ group: 'answered', who: 'coordinator', page: 'overview', action: look, within: 1 },
    reason: { en: 'They withdrew their application', fr: 'Ce parent a retiré sa demande' },
    since: (file) => firstParent(file, ({ withdrawnAt }) => ifNews(file, withdrawnAt)),
  },
  stopped: {
    ...{ group: 'answered', who: 'coordinator', page: 'contact', action: openCalls, within: 1 },
    reason: {
      en: 'They stopped the call: don’t call the other parent',
      fr: 'Ce parent a annulé l’appel : n’appelez pas l’autre parent',
    },
    since: (file) => firstParent(file, ({ authorisation }) => ifNews(file, authorisation?.withdrawnAt)),
  },
  declined: {
    ...{ group: 'answered', who: 'coordinator', page: 'contact', action: openCalls, within: 1 },
    reason: {
      en: 'They said no to the call: don’t call the other parent',
      fr: 'Ce parent a dit non à l’appel : n’appelez pas l’autre parent',
    },
    since: (file) => firstParent(file, ({ authorisation }) => ifNews(file, authorisation?.declinedAt)),
  },
  'answer-times': {
    ...{ group: 'answered', who: 'coordinator', page: 'sessions', action: findTime, within: 2 },
    reason: {
      en: 'They found no time, and said what would suit',
      fr: 'Aucun moment ne convenait; ce parent a dit ce qui conviendrait',
    },
    since: (file) => firstParent(file, ({ timesRequestedAt }) => timesRequestedAt),
  },
  authorised: {
    ...{ group: 'answered', who: 'coordinator', page: 'call', action: call, within: 2 },
    reason: {
      en: 'They said yes: the other parent may be called',
      fr: 'Ce parent a dit oui : l’autre parent peut être appelé',
    },
    since: (file) =>
      firstParent(file, (parent) => canCall(parent) && isSilent(parent) && parent.authorisation?.grantedAt),
  },
  'call-again': {
    ...{ group: 'call', who: 'coordinator', page: 'call', action: call, within: 1 },
    reason: { en: 'Call the other parent again', fr: 'Rappeler l’autre parent' },
    since: (file) => firstParent(file, (parent) => canCall(parent) && didCall(parent, 'call-again')),
  },
  'ask-after-call': {
    ...{ group: 'call', who: 'coordinator', page: 'intake', action: talk, within: 1 },
    reason: {
      en: 'Tell the parent who agreed to the call how it went',
      fr: 'Dire au parent qui a autorisé l’appel comment il s’est passé',
    },
    since: (file) => firstParent(file, (parent) => ifNews(file, didCall(parent, 'ask-parent') || null)),
  },
  invite: {
    ...{ group: 'call', who: 'coordinator', page: 'contact', within: 0 },
    reason: {
      en: 'The other parent is interested: give them a code',
      fr: 'L’autre parent montre de l’intérêt : remettez-lui un code',
    },
    action: { en: 'Create the invitation', fr: 'Créer l’invitation' },
    since: (file) =>
      firstParent(
        file,
        (parent) => canCall(parent) && parent.invitationEndsAt === null && didCall(parent, 'invite'),
      ),
  },
  'other-number': {
    ...{ group: 'call', who: 'coordinator', page: 'intake', action: talk, within: 2 },
    reason: {
      en: 'The other parent’s number is wrong: ask for another',
      fr: 'Le numéro de l’autre parent est mauvais : en demander un autre',
    },
    since: (file) =>
      firstParent(
        file,
        ({ callRefusal, lastCall, authorisation, sentAt }) =>
          (callRefusal === 'wrong-number' || callRefusal === 'same-number') &&
          (lastCall?.attemptedAt ?? authorisation?.grantedAt ?? sentAt),
      ),
  },
  'book-joint': {
    ...{ group: 'answered', who: 'coordinator', page: 'sessions', action: findTime, within: 3 },
    reason: {
      en: 'Both agreed to a joint session',
      fr: 'Les deux parents acceptent une rencontre conjointe',
    },
    since: (file) =>
      isFree(file) &&
      file.metJointlyAt === null &&
      file.contactHold === null &&
      !hasOneParent(file) &&
      file.parents.every((parent) => parent.screeningReason === null && parent.jointConsentedAt !== null)
        ? { at: Math.max(...file.parents.map(({ jointConsentedAt }) => jointConsentedAt ?? 0)) }
        : undefined,
  },
  'note-talk': {
    ...{ group: 'note', who: 'coordinator', page: 'safety', action: noteTalk, within: 1 },
    reason: {
      en: 'They were met alone: note what was found',
      fr: 'Ce parent a été vu seul à seul : notez les constats',
    },
    since: (file) =>
      firstParent(file, ({ screeningReason, metAt }) => screeningReason === 'not-screened' && metAt),
  },
  'asked-no-contact': {
    ...{ group: 'decide', who: 'coordinator', page: 'contact', within: 3 },
    reason: {
      en: 'They asked us not to contact them: decide how to go on',
      fr: 'Ce parent ne veut plus être joint : décidez de la suite',
    },
    action: logOfContacts,
    since: (file) =>
      firstParent(file, (parent) => parent.withdrawnAt === null && didContact(parent, 'asked-no-contact')),
  },
  'note-contact': {
    ...{ group: 'note', who: 'coordinator', page: 'safety', action: noteTalk, within: 2 },
    reason: {
      en: 'They were reached: note what was found, or book a talk',
      fr: 'Ce parent a été joint : notez les constats, ou réservez un entretien',
    },
    since: (file) =>
      isFree(file) ? firstParent(file, (parent) => awaitsTalk(parent) && parent.reachedAt) : undefined,
  },
  'call-back': {
    ...{ group: 'call', who: 'coordinator', page: 'intake', action: talk, within: 1 },
    reason: { en: 'They left a message: call them back', fr: 'Ce parent a laissé un message : rappelez-le' },
    since: (file) => firstParent(file, (parent) => didContact(parent, 'message-received')),
  },
  'other-way': {
    ...{ group: 'call', who: 'coordinator', page: 'intake', action: talk, within: 1 },
    reason: {
      en: 'Their number or address is wrong: find another way to reach them',
      fr: 'Le numéro ou l’adresse est mauvais : trouvez un autre moyen de joindre ce parent',
    },
    since: (file) => firstParent(file, (parent) => awaitsTalk(parent) && didContact(parent, 'wrong-number')),
  },
  'try-again': {
    ...{ group: 'call', who: 'coordinator', page: 'intake', action: talk },
    reason: {
      en: 'They weren’t reached: try again',
      fr: 'Ce parent n’a pas répondu : réessayez',
    },
    since: (file) => {
      const tried = isFree(file) ? findTriedParent(file) : undefined
      return tried && { at: tried.sentAt, side: tried.side, isUrgent: tried.urgency === 'soon' }
    },
    until: findNextTry,
  },
  'first-talk': {
    ...{ group: 'call', who: 'coordinator', page: 'intake', action: talk, within: 'promise' },
    reason: { en: 'They’re waiting for a call', fr: 'Ce parent attend un appel' },
    since: (file) =>
      isFree(file) ? firstParent(file, (parent) => awaitsTalk(parent) && parent.sentAt) : undefined,
  },
  'talk-again': {
    ...{ group: 'call', who: 'coordinator', page: 'intake', action: talk, within: 5 },
    reason: {
      en: 'More is needed: talk with them again',
      fr: 'Il faut en savoir plus : reparler avec ce parent',
    },
    since: (file) =>
      isFree(file)
        ? firstParent(
            file,
            ({ screeningReason, screenedAt }) => screeningReason === 'more-needed' && screenedAt,
          )
        : undefined,
  },
  'note-message': {
    ...{ group: 'note', who: 'coordinator', page: 'contact', within: 1 },
    reason: {
      en: 'An e-mail wasn’t sent: tell the person another way',
      fr: 'Un courriel n’est pas parti : prévenez la personne autrement',
    },
    action: { en: 'See which one', fr: 'Voir lequel' },
    since: (file) => {
      const at = ifNews(file, file.messageFailedAt)
      return at === false ? undefined : { at }
    },
  },
  'order-forbids': {
    ...{ group: 'safety', who: 'coordinator', page: 'safety' },
    reason: {
      en: 'An order forbids contact with the other parent: decide how to go on',
      fr: 'Une ordonnance interdit de joindre l’autre parent : décidez de la suite',
    },
    action: { en: 'See what was found', fr: 'Voir ce qui a été constaté' },
    since: ({ contactHold }) =>
      contactHold?.state === 'order-forbids' ? { at: contactHold.reportedAt } : undefined,
    until: ({ contactHold }) => contactHold?.expiresOn ?? undefined,
  },
  'not-suitable': {
    ...{ group: 'decide', who: 'coordinator', page: 'overview', within: 3 },
    reason: {
      en: 'Coordination doesn’t suit: close the file, and say where else to turn',
      fr: 'La coordination ne convient pas : fermez le dossier et dites où s’adresser',
    },
    action: { en: 'Decide', fr: 'Décider' },
    since: (file) =>
      firstParent(
        file,
        ({ screeningReason, screenedAt }) => screeningReason === 'not-suitable' && screenedAt,
      ),
  },
  'calls-over': {
    ...{ group: 'decide', who: 'coordinator', page: 'contact', action: openCalls, within: 3 },
    reason: {
      en: 'No more calls to the other parent: decide how to go on',
      fr: 'Plus d’appels à l’autre parent : décidez de la suite',
    },
    since: (file) =>
      hasOneParent(file) && isFree(file)
        ? firstParent(
            file,
            ({ callRefusal, lastCall, authorisation, sentAt }) =>
              ['ended', 'ended-in-related-file', 'attempts-used'].includes(callRefusal ?? '') &&
              ifNews(file, lastCall?.attemptedAt ?? authorisation?.grantedAt ?? sentAt),
          )
        : undefined,
  },
  'await-invited': {
    ...{ group: 'later', who: 'parent', page: 'contact', action: openCalls, lateGroup: 'decide' },
    reason: {
      en: 'The other parent has a code to begin with',
      fr: 'L’autre parent a un code pour commencer',
    },
    since: (file) =>
      firstParent(
        file,
        ({ invitationEndsAt, lastCall }) =>
          invitationEndsAt !== null && (lastCall?.attemptedAt ?? file.createdAt),
      ),
    until: (file, { toDate }) => {
      const ends = file.parents.flatMap(({ invitationEndsAt }) => invitationEndsAt ?? [])
      return ends.length > 0 ? toDate(Math.min(...ends)) : undefined
    },
  },
  'await-call-back': {
    ...{ group: 'later', who: 'parent', page: 'contact', action: openCalls, within: 5, lateGroup: 'call' },
    reason: { en: 'The other parent wanted to call back', fr: 'L’autre parent voulait rappeler' },
    since: (file) => firstParent(file, (parent) => canCall(parent) && didCall(parent, 'wait-for-them')),
  },
  'await-authorisation': {
    ...{ group: 'later', who: 'parent', page: 'contact', action: openCalls, within: 5, lateGroup: 'call' },
    reason: {
      en: 'Asked for the go-ahead to call the other parent',
      fr: 'L’autorisation d’appeler l’autre parent est demandée',
    },
    since: (file) =>
      firstParent(
        file,
        ({ authorisation }) =>
          authorisation !== null &&
          authorisation.grantedAt === null &&
          authorisation.declinedAt === null &&
          authorisation.withdrawnAt === null &&
          authorisation.createdAt,
      ),
  },
  'authorisation-expired': {
    ...{ group: 'decide', who: 'coordinator', page: 'contact', action: openCalls, within: 3 },
    reason: {
      en: 'Their yes to the call has expired: ask again, or leave it',
      fr: 'L’accord pour l’appel a expiré : demandez de nouveau, ou laissez tomber',
    },
    since: (file, { now }) =>
      hasOneParent(file)
        ? firstParent(file, ({ authorisation }) => {
            const ended = authorisation?.withdrawnAt === null ? authorisation.expiresAt : null
            return ended !== null && ended !== undefined && ended <= now && ifNews(file, ended)
          })
        : undefined,
  },
  'await-session': {
    ...{ group: 'later', who: 'nobody', page: 'sessions' },
    reason: { en: 'A session is booked', fr: 'Une rencontre est réservée' },
    action: { en: 'See the session', fr: 'Voir la rencontre' },
    since: ({ upcoming }) => (upcoming ? { at: upcoming.startsAt } : undefined),
    until: ({ upcoming }, { toDate }) =>
      upcoming?.startsAt === undefined ? undefined : toDate(upcoming.startsAt),
  },
  'ask-for-call': {
    ...{ group: 'decide', who: 'coordinator', page: 'contact', action: openCalls, within: 3 },
    reason: {
      en: 'Talked with alone: ask for the go-ahead to call the other parent',
      fr: 'Entretien fait : demandez l’autorisation d’appeler l’autre parent',
    },
    since: (file) =>
      hasOneParent(file) && file.route === 'one-parent' && file.contactHold === null
        ? firstParent(
            file,
            ({ authorisation, screenedAt, withdrawnAt }) =>
              authorisation === null && withdrawnAt === null && screenedAt,
          )
        : undefined,
  },
  'await-other-parent': {
    ...{ group: 'later', who: 'parent', page: 'contact', action: openCalls, within: 10, lateGroup: 'decide' },
    reason: { en: 'The other parent hasn’t come yet', fr: 'L’autre parent n’est pas encore venu' },
    since: (file) =>
      hasOneParent(file) && file.route !== 'one-parent'
        ? firstParent(file, ({ screenedAt, withdrawnAt }) => withdrawnAt === null && screenedAt)
        : undefined,
  },
  'await-joint-consent': {
    ...{ group: 'later', who: 'parent', page: 'sessions', action: look, within: 10, lateGroup: 'decide' },
    reason: {
      en: 'Not both have agreed to a joint session',
      fr: 'Les deux parents n’ont pas accepté de rencontre conjointe',
    },
    since: (file) =>
      !hasOneParent(file) && file.metJointlyAt === null
        ? firstParent(file, ({ jointConsentedAt, screenedAt }) => jointConsentedAt === null && screenedAt)
        : undefined,
  },
  idle: {
    ...{ group: 'later', who: 'nobody', page: 'overview', action: look, within: 20, lateGroup: 'decide' },
    reason: { en: 'Nothing is waiting in this file', fr: 'Rien n’est en attente dans ce dossier' },
    since: (file) => ({ at: file.lastActAt ?? file.createdAt }),
  },
} as const satisfies Record<string, NextStep>

export type NextStepId = keyof typeof nextSteps
