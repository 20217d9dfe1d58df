import type { Wording } from '../../forms/language.ts'
import type { CallAttemptChannel, CallAttemptOutcome } from '../authorisation/call-attempts.ts'
import { appointmentKindOptions, meetingModeOptions } from '../booking/meeting-modes.ts'
import type { ContactDirection, ContactEntryChannel, ContactOutcome } from '../file/contact-log.ts'
import type { ParentMessageKind } from '../mail/parent-messages.ts'
import { practice } from '../practice.ts'

/**
 * The words of an export, which tells one parent what is held of them, in their language. The worker loads them from the site
 * (decision 126).
 */
export const exportPageWording = {
  title: { en: 'What we hold about you', fr: 'Ce que nous détenons à votre sujet' },
  reach: { en: 'How we may reach you', fr: 'Comment nous pouvons vous joindre' },
  sent: { en: 'What you sent us', fr: 'Ce que vous nous avez envoyé' },
  said: {
    en: 'What you told us, and we wrote down',
    fr: 'Ce que vous nous avez dit, et que nous avons noté',
  },
  writtenBy: { en: 'Written down by', fr: 'Noté par' },
  permissions: {
    en: 'Your permission to call the other parent',
    fr: 'Votre autorisation d’appeler l’autre parent',
  },
  granted: { en: 'You authorised the call', fr: 'Vous avez autorisé l’appel' },
  withdrawn: { en: 'You withdrew your authorisation', fr: 'Vous avez retiré votre autorisation' },
  refused: { en: 'You said no to the call', fr: 'Vous avez refusé l’appel' },
  times: { en: 'Times that would suit you', fr: 'Les moments qui vous conviendraient' },
  sessions: { en: 'Your sessions', fr: 'Vos rencontres' },
  cancelled: { en: 'Cancelled', fr: 'Annulée' },
  letters: { en: 'Our letters to you', fr: 'Nos lettres' },
  contacts: { en: 'When we were in touch', fr: 'Nos contacts avec vous' },
  weCalled: {
    en: 'We called you, as the other parent asked',
    fr: 'Nous vous avons téléphoné, à la demande de l’autre parent',
  },
  messages: { en: 'E-mails we sent you', fr: 'Les courriels que nous vous avons envoyés' },
  leftOut: { en: 'What isn’t in here', fr: 'Ce qui n’y est pas' },
  ofOtherParent: {
    en: 'What the other parent told us, if they did.',
    fr: 'Ce que l’autre parent nous a dit, le cas échéant.',
  },
  ofSafety: {
    en: 'What you told us about your safety, since somebody could find this copy. We’ll give it to you when you ask for it.',
    fr: 'Ce que vous nous avez dit sur votre sécurité, car quelqu’un pourrait trouver cette copie. Nous vous le donnerons si vous le demandez.',
  },
  ofNotes: {
    en: 'Notes that we wrote. Someone reads them first, since they may tell of the other parent too.',
    fr: 'Des notes que nous avons prises. Une personne les relit d’abord, car elles peuvent parler aussi de l’autre parent.',
  },
  ofRecord: {
    en: 'Who opened your file and when. We keep a record of that.',
    fr: 'Qui a ouvert votre dossier, et quand. Nous en gardons la trace.',
  },
  askUs: {
    en: `To see any of this, or to have something corrected, write to ${practice.email} or call ${practice.phone.reach}, and ask for whoever is responsible for privacy. If we can’t give it to you, we’ll say why.`,
    fr: `Pour voir l’un de ces éléments ou faire corriger quelque chose, écrivez à ${practice.email} ou appelez le ${practice.phone.reach}, et demandez la personne responsable de la protection des renseignements personnels. Si nous ne pouvons pas vous le donner, nous vous dirons pourquoi.`,
  },
} as const satisfies Record<string, Wording>

/** What is stored of how a parent may be reached. What they said beside it stands in what they sent. */
export const exportReachWording = {
  phone: { en: 'Phone', fr: 'Téléphone' },
  furtherPhones: { en: 'Other numbers you gave', fr: 'Les autres numéros que vous avez donnés' },
  alternatePhone: { en: 'Someone you trust', fr: 'Une personne de confiance' },
  email: { en: 'E-mail', fr: 'Courriel' },
  timeZone: { en: 'Time zone', fr: 'Fuseau horaire' },
} as const satisfies Record<string, Wording>

/** What was done, as it is told to the parent whom it was about. */
export const exportFactWording = {
  kinds: appointmentKindOptions,
  modes: meetingModeOptions,
  came: {
    attended: { en: 'You came', fr: 'Vous y étiez' },
    missed: { en: 'You didn’t come', fr: 'Vous n’y étiez pas' },
  },
  directions: {
    outgoing: { en: 'We got in touch', fr: 'Nous avons pris contact' },
    incoming: { en: 'You got in touch', fr: 'Vous avez pris contact' },
  } satisfies Record<ContactDirection, Wording>,
  channels: {
    phone: { en: 'Phone', fr: 'Téléphone' },
    text: { en: 'Text message', fr: 'Texto' },
    email: { en: 'E-mail', fr: 'Courriel' },
    'in-person': { en: 'In person', fr: 'En personne' },
    video: { en: 'Video call', fr: 'Appel vidéo' },
    letter: { en: 'Letter', fr: 'Lettre' },
    invitation: { en: 'Your invitation', fr: 'Votre invitation' },
  } satisfies Record<ContactEntryChannel | CallAttemptChannel, Wording>,
  outcomes: {
    reached: { en: 'We spoke, or you answered', fr: 'Nous nous sommes parlé, ou vous avez répondu' },
    'left-message': {
      en: 'We left or sent the agreed message',
      fr: 'Nous avons laissé ou envoyé le message convenu',
    },
    'no-answer': { en: 'No answer', fr: 'Pas de réponse' },
    'wrong-number': { en: 'Wrong number or address', fr: 'Mauvais numéro ou mauvaise adresse' },
    'message-received': { en: 'You left us a message', fr: 'Vous nous avez laissé un message' },
    'asked-no-contact': {
      en: 'You asked us not to contact you',
      fr: 'Vous nous avez demandé de ne plus vous joindre',
    },
  } satisfies Record<ContactOutcome, Wording>,
  callOutcomes: {
    interested: { en: 'You were interested', fr: 'Vous avez montré de l’intérêt' },
    'wants-time': { en: 'You wanted time', fr: 'Vous vouliez du temps' },
    declined: { en: 'You said no', fr: 'Vous avez dit non' },
    'wrong-number': { en: 'Wrong number', fr: 'Mauvais numéro' },
    'no-answer': { en: 'No answer', fr: 'Pas de réponse' },
    'left-message': {
      en: 'No answer; we left a message',
      fr: 'Pas de réponse; nous avons laissé un message',
    },
  } satisfies Record<Exclude<CallAttemptOutcome, 'unsafe'>, Wording>,
  messages: {
    receipt: { en: 'Receipt', fr: 'Accusé de réception' },
    'resume-code': { en: 'A code to come back', fr: 'Un code pour revenir' },
    'authorisation-requested': { en: 'Something to read', fr: 'Quelque chose à lire' },
    'letter-to-read': { en: 'A letter to read', fr: 'Une lettre à lire' },
    'authorisation-expiring': {
      en: 'Your authorisation ends soon',
      fr: 'Votre autorisation prend bientôt fin',
    },
    invitation: { en: 'Your invitation', fr: 'Votre invitation' },
    'appointment-booked': { en: 'Session booked', fr: 'Rencontre réservée' },
    'appointment-moved': { en: 'Session moved', fr: 'Rencontre déplacée' },
    'appointment-cancelled': { en: 'Session cancelled', fr: 'Rencontre annulée' },
    'appointment-reminder': { en: 'Reminder of a session', fr: 'Rappel d’une rencontre' },
  } satisfies Record<ParentMessageKind, Wording>,
} as const
