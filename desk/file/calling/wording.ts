import {
  type ContactHoldReason,
  contactHoldReasonOptions,
  type OrderFinding,
} from '../../../content/authorisation/order-readings.ts'
import { MAX_WRONG_CODES_PER_INVITATION } from '../../../content/limits.ts'
import { appendColon, type Wording } from '../../../forms/language.ts'
import type { ContactHoldFacts, ParentCalls } from '../queries.ts'

export const callingWording = {
  title: { en: 'Calling the other parent', fr: 'L’appel à l’autre parent' },
  holdsNotLoaded: {
    en: 'The next steps are offered once the holds on contact are loaded.',
    fr: 'Les prochaines étapes apparaîtront quand les suspensions des contacts seront chargées.',
  },
  lead: {
    en: 'Nobody calls, writes or leaves a message before this says that you may.',
    fr: 'Personne n’appelle, n’écrit ni ne laisse de message avant que cela soit permis ici.',
  },
  onlyLeadMayCall: {
    en: 'Whoever leads this file asks, calls and invites.',
    fr: 'C’est la personne responsable du dossier qui demande, appelle et invite.',
  },
  receipt: { en: 'Hash of the receipt', fr: 'Empreinte du reçu' },
  authorisationAnswers: {
    en: 'What they answered when they authorised the call',
    fr: 'Réponses données avec l’autorisation',
  },
  requestAuthorisation: { en: 'Ask for the go-ahead to call', fr: 'Demander l’autorisation d’appeler' },
  requestMeans: {
    en: 'The page to authorise a call then waits in this parent’s “Your file”. An e-mail goes out only if they gave an address that is safe, and it doesn’t say what it is about.',
    fr: 'La page pour autoriser un appel attend alors ce parent dans « Votre dossier ». Un courriel ne part que si une adresse sûre a été donnée, et il ne dit pas de quoi il s’agit.',
  },
  requestedByMail: {
    en: 'Asked. An e-mail is on its way to the address they called safe.',
    fr: 'La demande est faite. Un courriel part vers l’adresse indiquée comme sûre.',
  },
  requestedTellByPhone: {
    en: 'Asked. They gave no safe address, so no e-mail goes out: tell them by phone, following their contact rules, that “Your file” has something new.',
    fr: 'La demande est faite. Aucune adresse sûre n’a été donnée, donc aucun courriel ne part : dites à ce parent par téléphone, selon ses règles de contact, qu’il y a du nouveau dans « Votre dossier ».',
  },
  sheetOpen: { en: 'Open the call sheet', fr: 'Ouvrir la feuille d’appel' },
  sheetLate: { en: 'Write down a call made earlier', fr: 'Inscrire un appel déjà fait' },
  history: { en: 'What happened so far', fr: 'Ce qui s’est passé jusqu’ici' },
  bothCame: {
    en: 'Both parents have come, so there’s nobody left to call. What happened before stays here.',
    fr: 'Les deux parents se sont présentés; il n’y a donc plus personne à appeler. Ce qui s’est passé avant reste ici.',
  },
} as const satisfies Record<string, Wording>

/**
 * The reasons why the gate is closed, and what may be done about each. Reasons that the authorisation's status already
 * tells are left out.
 */
export const gateShutReasonWording: Partial<Record<ParentCalls['gate'], Wording>> = {
  'order-forbids': {
    en: 'Nobody calls: an order forbids contact, or it isn’t certain that it doesn’t.',
    fr: 'Personne n’appelle : une ordonnance interdit les contacts, ou il n’est pas certain qu’elle ne le fait pas.',
  },
  closed: { en: 'The file is closed: nobody calls.', fr: 'Le dossier est fermé : personne n’appelle.' },
  ended: {
    en: 'No more calls: the other parent said no, or it isn’t safe to go on. This isn’t told to the first parent.',
    fr: 'Plus aucun appel : l’autre parent a dit non, ou il serait dangereux de continuer. Le premier parent n’en est pas informé.',
  },
  'ended-in-related-file': {
    en: 'No more calls: in another file of these people, the other parent said no, or it wasn’t safe to go on. A no holds for the whole family. This isn’t told to the first parent.',
    fr: 'Plus aucun appel : dans un autre dossier de ces personnes, l’autre parent a dit non, ou il était dangereux de continuer. Un refus vaut pour toute la famille. Le premier parent n’en est pas informé.',
  },
  'conflict-review-needed': {
    en: 'Nobody calls for now: someone of this file has come in another file since. Look at it first, under “Known from other files”: join it, or say that you looked.',
    fr: 'Personne n’appelle pour l’instant : quelqu’un de ce dossier figure depuis peu dans un autre. Examinez-le d’abord, sous « Liens avec d’autres dossiers » : joignez-le, ou indiquez que vous l’avez examiné.',
  },
  'related-file-on-hold': {
    en: 'Nobody calls for now: someone of this file is known in another one where an order has to be read. Once it was read there and forbids nothing, or that file is joined or closed, calling goes on here.',
    fr: 'Personne n’appelle pour l’instant : quelqu’un de ce dossier figure dans un autre où une ordonnance doit être lue. Quand on y aura constaté qu’elle n’interdit rien, ou que ce dossier-là sera joint ou fermé, l’appel reprendra ici.',
  },
  'not-suitable': {
    en: 'Nobody calls the other parent: the talk alone with the parent who came to us found that it doesn’t suit.',
    fr: 'Personne n’appelle l’autre parent : selon l’entretien seul à seul avec le parent venu à nous, cela ne convient pas.',
  },
  'more-needed': {
    en: 'Nobody calls the other parent yet: the talk alone with the parent who came to us found that more is needed first.',
    fr: 'Personne n’appelle encore l’autre parent : selon l’entretien seul à seul avec le parent venu à nous, il faut d’abord en savoir plus.',
  },
  'not-screened': {
    en: 'Nobody calls the other parent yet: first talk alone with the parent who came to us, and note what you found.',
    fr: 'Personne n’appelle encore l’autre parent : parlez d’abord seul à seul avec le parent venu à nous et notez votre constat.',
  },
  'screening-due': {
    en: 'Nobody calls the other parent for now: the parent who came to us told of an order, or sent something about safety, since you talked with them alone. First talk again with the parent who came. You may, even if there’s an order to read.',
    fr: 'Personne n’appelle l’autre parent pour l’instant : le parent venu à nous a signalé une ordonnance ou envoyé une réponse sur la sécurité depuis votre entretien. Parlez d’abord de nouveau avec lui; c’est permis même s’il y a une ordonnance à lire.',
  },
  'wrong-number': {
    en: 'The number was wrong. Ask the parent who authorised the call for a better one: they enter it in “Your file” and authorise the call again.',
    fr: 'Le numéro était mauvais. Demandez-en un meilleur au parent qui a autorisé l’appel : il l’inscrit dans « Votre dossier » et autorise de nouveau l’appel.',
  },
  'same-number': {
    en: 'Nobody calls: the number for the other parent is also the number of the parent who authorised the call. Ask that parent for another one: they enter it in “Your file” and authorise the call again.',
    fr: 'Personne n’appelle : le numéro de l’autre parent est aussi celui du parent qui a autorisé l’appel. Demandez-en un autre à ce parent : il l’inscrit dans « Votre dossier » et autorise de nouveau l’appel.',
  },
  'attempts-used': {
    en: 'Every attempt that the practice allows for a family has been made. Nobody calls again.',
    fr: 'Toutes les tentatives que le cabinet permet pour une famille ont été faites. Personne ne rappelle.',
  },
}

/** Formats `2 attempts are left`. */
export const buildAttemptsLeftWording = (left: number): Wording => ({
  en: left === 1 ? 'You may call. One attempt is left.' : `You may call. ${left} attempts are left.`,
  fr:
    left === 1
      ? 'Vous pouvez appeler. Il reste une tentative.'
      : `Vous pouvez appeler. Il reste ${left} tentatives.`,
})

/** The status of a parent's authorisation. The times in it are already formatted. */
export const authorisationStateWordingBuilders: Record<
  'none' | NonNullable<ParentCalls['latest']>['state'],
  (at: { created: string; until: string; ended: string; by: string | undefined }) => Wording
> = {
  none: () => ({
    en: 'This parent hasn’t authorised a call.',
    fr: 'Ce parent n’a autorisé aucun appel.',
  }),
  requested: ({ created, by }) => ({
    en: `${by} asked this parent on ${created}. There’s no answer yet.`,
    fr: `${by} a fait la demande à ce parent le ${created}. Il n’y a pas encore de réponse.`,
  }),
  'in-force': ({ created, until }) => ({
    en: `Authorised on ${created}. It ends by itself on ${until}.`,
    fr: `Appel autorisé le ${created}. L’autorisation prend fin d’elle-même le ${until}.`,
  }),
  'on-hold': ({ created, until }) => ({
    en: `Authorised on ${created} until ${until}, but on hold: an order has to be read first.`,
    fr: `Appel autorisé le ${created} jusqu’au ${until}, mais suspendu : il faut d’abord lire une ordonnance.`,
  }),
  expired: ({ created, until }) => ({
    en: `Authorised on ${created}. It ended by itself on ${until}.`,
    fr: `Appel autorisé le ${created}. L’autorisation a pris fin d’elle-même le ${until}.`,
  }),
  withdrawn: ({ created, ended }) => ({
    en: `Authorised on ${created}. This parent took it back on ${ended}.`,
    fr: `Appel autorisé le ${created}. Ce parent a retiré son autorisation le ${ended}.`,
  }),
  declined: ({ ended }) => ({
    en: `This parent said no on ${ended}. That changes nothing else in their file.`,
    fr: `Ce parent a dit non le ${ended}. Cela ne change rien d’autre dans son dossier.`,
  }),
  superseded: ({ created }) => ({
    en: `From ${created}, replaced by a newer one.`,
    fr: `Autorisation du ${created}, remplacée par une plus récente.`,
  }),
}

export const callEventWording = {
  requested: (name: string): Wording => ({
    en: `${name} asked for the go-ahead`,
    fr: `${name} a demandé l’autorisation`,
  }),
  granted: { en: 'The parent authorised the call', fr: 'Le parent a autorisé l’appel' },
  grantedWithReplacedCode: (name: string): Wording => ({
    en: `The parent authorised the call, with a code renewed by ${name}`,
    fr: `Le parent a autorisé l’appel, avec un code renouvelé par ${name}`,
  }),
  withdrawn: { en: 'The parent took it back', fr: 'Le parent a retiré son autorisation' },
  declined: { en: 'The parent said no to the call', fr: 'Le parent a refusé l’appel' },
  orderReported: {
    intake: {
      en: 'An order, certain or possible, was mentioned in the intake',
      fr: 'Une ordonnance, certaine ou possible, est mentionnée dans la demande',
    },
    'contact-authorisation': {
      en: 'An order, certain or possible, was mentioned when the call was authorised',
      fr: 'Une ordonnance, certaine ou possible, est mentionnée dans l’autorisation',
    },
    addition: {
      en: 'An order, certain or possible, was told of after the intake',
      fr: 'Une ordonnance, certaine ou possible, a été signalée après la demande',
    },
    desk: {
      en: 'The hold on contact was put back',
      fr: 'La suspension des contacts a été rétablie',
    },
  } satisfies Record<ContactHoldFacts['reportedIn'], Wording>,
  orderWrittenDown: (name: string): Wording => ({
    en: `${name} wrote down an order, certain or possible`,
    fr: `${name} a noté une ordonnance, certaine ou possible`,
  }),
  orderRead: {
    'nothing-forbids': (name: string): Wording => ({
      en: `${name} read the order: nothing in it forbids the call`,
      fr: `${name} a lu l’ordonnance : rien n’y interdit l’appel`,
    }),
    forbids: (name: string): Wording => ({
      en: `${name} read the order: it forbids the call, or one can’t be sure`,
      fr: `${name} a lu l’ordonnance : elle interdit l’appel, ou le doute demeure`,
    }),
  } satisfies Record<OrderFinding, (name: string) => Wording>,
  reopened: (name: string): Wording => ({
    en: `${name} allowed calls again`,
    fr: `${name} a permis de rappeler`,
  }),
  invitationCreated: { en: 'The other parent was invited', fr: 'L’autre parent a été invité' },
  invitationEnded: { en: 'The invitation was ended', fr: 'L’invitation a pris fin' },
  invitationEndedByWrongCodes: {
    en: `The invitation was ended: ${MAX_WRONG_CODES_PER_INVITATION} wrong codes that begin like its own were entered`,
    fr: `L’invitation a pris fin : ${MAX_WRONG_CODES_PER_INVITATION} codes erronés qui commencent comme le sien ont été entrés`,
  },
  invitationAccepted: {
    en: 'The other parent sent an intake of their own',
    fr: 'L’autre parent a envoyé sa propre demande',
  },
} as const

/** Stands beside an authorisation that was granted with an access code that a coordinator created. */
export const buildReplacedAccessCodeWording = (name: string): Wording => ({
  en: `Code renewed by ${name}.`,
  fr: `Code renouvelé par ${name}.`,
})

export const buildHoldPutBackWording = (
  name: string,
  reason: ContactHoldReason = 'lifted-by-mistake',
): Wording =>
  reason === 'restored-from-backup'
    ? contactHoldReasonOptions[reason]
    : {
        en: `${name} put the hold back: ${contactHoldReasonOptions[reason].en}`,
        fr: `${appendColon(`${name} a rétabli la suspension`, 'fr')} ${contactHoldReasonOptions[reason].fr}`,
      }
