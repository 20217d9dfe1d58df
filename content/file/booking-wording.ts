import type { Wording } from '../../forms/language.ts'
import { outsideProvincesWording } from '../outside-provinces.ts'
import { practice } from '../practice.ts'
import type { phoneSessionCases, videoSessionCases } from './page-cases.ts'

const { phone, answersWithinDays, reminderHours } = practice

export const bookPageWording = {
  title: { en: 'Your first session', fr: 'Votre première rencontre' },
  move: { en: 'Move your session', fr: 'Déplacer votre rencontre' },
  moving: { en: 'You’re moving this session:', fr: 'Vous déplacez cette rencontre :' },
  movingStaysBooked: {
    en: 'It will stay booked until you’ve moved it to another time.',
    fr: 'Elle restera réservée tant que vous ne l’aurez pas déplacée à un autre moment.',
  },
  meet: { en: 'You’ll meet', fr: 'Vous rencontrerez' },
  lasts: { en: 'for', fr: 'pendant' },
  minutes: { en: 'minutes', fr: 'minutes' },
  alone: { en: 'without the other parent.', fr: 'sans l’autre parent.' },
  whatItIs: {
    en: 'Say how things are for you, and ask anything. We won’t tell the other parent anything, not even that you booked.',
    fr: 'Dites comment les choses se passent pour vous, et posez toutes vos questions. Nous ne dirons rien à l’autre parent, pas même que vous avez réservé.',
  },
  inPersonAt: {
    en: `In person means at our office: ${practice.office.en}.`,
    fr: `En personne : à notre bureau, ${practice.office.fr}.`,
  },
  zoneNow: { en: 'Time zone:', fr: 'Fuseau horaire :' },
  deviceZone: {
    en: 'This device is set to another time zone.',
    fr: 'Cet appareil est réglé sur un autre fuseau horaire.',
  },
  deviceZoneShow: { en: 'Show the times by its clock', fr: 'Afficher les heures selon son horloge' },
  zoneOther: { en: 'Another time zone', fr: 'Un autre fuseau horaire' },
  show: { en: 'Show the times', fr: 'Afficher les heures' },
  choose: { en: 'Choose a time', fr: 'Choisissez un moment' },
  holdNote: {
    en: `Nothing is booked yet. You’ll see everything once more, and we’ll hold the time you choose for ${practice.holdMinutes} minutes.`,
    fr: `Rien n’est encore réservé. Vous reverrez tout avant de réserver, et nous vous garderons le moment choisi pendant ${practice.holdMinutes} minutes.`,
  },
  later: { en: 'See later times', fr: 'Voir les dates suivantes' },
  nearest: { en: 'Back to the nearest times', fr: 'Revenir aux moments les plus proches' },
  nothingSuits: { en: 'Nothing works for you?', fr: 'Rien ne vous convient?' },
  request: { en: 'Tell us when you could come', fr: 'Dites-nous quand vous pourriez venir' },
  /** To whoever has no number that may be called, beside the times by phone. */
  callUs: {
    en: `We have no number that we may call, so you’d call us at that time, at ${phone.reach}. These are the times at which someone answers.`,
    fr: `Nous n’avons aucun numéro où nous pouvons vous appeler; c’est donc vous qui nous appelleriez à l’heure choisie, au ${phone.reach}. Voici les moments où quelqu’un répond.`,
  },
  none: {
    en: 'No times are free right now for the kind of session you chose. Choose another kind, or tell us when you could come, and we’ll look for a time.',
    fr: 'Pour l’instant, aucun moment n’est libre pour ce genre de rencontre. Choisissez-en un autre, ou dites-nous quand vous pourriez venir, et nous chercherons un moment.',
  },
  /** In place of `holdNote` while a session is moved. */
  holdNoteMoving: {
    en: `Nothing is moved yet. You’ll see everything once more, and we’ll hold the time you choose for ${practice.holdMinutes} minutes.`,
    fr: `Rien n’est encore déplacé. Vous reverrez tout avant de déplacer la rencontre, et nous vous garderons le moment choisi pendant ${practice.holdMinutes} minutes.`,
  },
  noCoordinator: {
    en: `We’re still choosing the coordinator you’ll meet, so there are no times to show yet. You can tell us when you could come, if you haven’t yet, or wait: we’ll choose within ${answersWithinDays} working days of the day you sent your intake form. If no way of reaching you is safe, call us after that at ${phone.reach}.`,
    fr: `Nous choisissons encore la personne que vous rencontrerez; il n’y a donc pas encore de moments à afficher. Vous pouvez nous dire quand vous pourriez venir, si ce n’est pas fait, ou attendre : nous choisirons dans les ${answersWithinDays} jours ouvrables suivant votre envoi. Si aucun moyen de vous joindre n’est sûr, appelez-nous après ce délai au ${phone.reach}.`,
  },
  back: { en: 'Back to your file', fr: 'Retour à votre dossier' },
} as const satisfies Record<string, Wording>

/** Explains individual and joint sessions, and asks for a parent’s joint consent. */
export const jointSessionWording = {
  title: { en: 'Individual or joint', fr: 'Individuelle ou conjointe' },
  link: {
    en: 'This page books an individual session. Another page explains joint sessions and how to agree to one.',
    fr: 'Cette page sert à réserver une rencontre individuelle. Une autre page explique ce qu’est une rencontre conjointe et comment y consentir.',
  },
  linkLabel: { en: 'Read about a joint session', fr: 'En savoir plus sur la rencontre conjointe' },
  pageTitle: { en: 'A joint session', fr: 'Une rencontre conjointe' },
  individual: { en: 'Individual', fr: 'Individuelle' },
  individualBrings: {
    en: 'This is what you book yourself. You can be candid, even blunt, without starting an argument. The coordinator gets to know you.',
    fr: 'C’est ce que vous réservez vous-même. Vous pouvez parler franchement, même crûment, sans qu’une dispute éclate. La personne que vous rencontrez fait connaissance avec vous.',
  },
  joint: { en: 'Joint', fr: 'Conjointe' },
  jointBrings: {
    en: 'Both parents are there. Each hears what the other says and can answer. You also sit through the complaints again, and conflict often rises at first.',
    fr: 'Les deux parents sont là. Chacun entend ce que dit l’autre et peut répondre. Il faut aussi écouter les reproches une fois de plus, et la tension monte souvent au début.',
  },
  general: {
    en: 'All this is in general; every family is different. A coordinator will speak with each parent alone first, and only a coordinator plans a joint session.',
    fr: 'Tout cela vaut en général; chaque famille est différente. Nous parlerons d’abord à chaque parent séparément, et c’est toujours nous qui fixons une rencontre conjointe.',
  },
  safeTitle: { en: 'If you’re worried, or not sure', fr: 'Si vous craignez quelque chose, ou hésitez' },
  safe: {
    en: 'If you’re worried about your safety or your children’s, if an order may forbid contact, or if you’re not sure: wait before you agree here. Tell your coordinator when you speak alone, or call us. Saying no, or nothing, never counts against you, and nobody asks you again in front of the other parent. A joint session is never the only way.',
    fr: 'Si vous craignez pour votre sécurité ou celle de vos enfants, si une ordonnance interdit peut-être les contacts, ou si vous hésitez : attendez avant d’accepter ici. Parlez-en en privé à la personne responsable de votre dossier, ou appelez-nous. Dire non, ou ne rien dire, ne joue jamais contre vous, et personne ne vous le redemande devant l’autre parent. Une rencontre conjointe n’est jamais la seule façon de faire.',
  },
  meansTitle: { en: 'What your yes means', fr: 'Ce que veut dire votre oui' },
  freely: {
    en: 'Agree only if you want this yourself. Nobody can make you.',
    fr: 'N’acceptez que si vous le voulez vous-même. Personne ne peut vous y obliger.',
  },
  open: {
    en: 'If you’d prefer a joint session, say so here. Pressing the button means you agree to one, and you can take it back whenever you like. It’s planned only if both parents agree, we’ve talked with each of you alone and read any order there is, and nothing rules it out. Until one is booked, we won’t tell either parent what the other chose here. Whatever you choose, your individual session won’t change.',
    fr: 'Si vous préférez une rencontre conjointe, dites-le ici. Appuyer sur le bouton, c’est donner votre accord, et vous pouvez le retirer quand vous voulez. Elle n’est fixée que si les deux parents sont d’accord, que nous avons parlé à chacun en privé et lu l’ordonnance, s’il y en a une, et que rien ne s’y oppose. D’ici là, nous ne dirons à aucun des deux ce que l’autre a choisi ici. Votre choix ne changera rien à votre rencontre individuelle.',
  },
  agree: { en: 'I agree to a joint session', fr: 'J’accepte une rencontre conjointe' },
  agreed: {
    en: 'You told us that you agree to a joint session. If it makes sense, your coordinator will talk to you about it.',
    fr: 'Vous nous avez dit que vous acceptez une rencontre conjointe. Si cela convient, nous vous en parlerons.',
  },
  untold: {
    en: 'We haven’t told the other parent.',
    fr: 'Nous ne l’avons pas dit à l’autre parent.',
  },
  toldOnce: {
    en: 'A joint session was booked before, so the other parent knows that you agreed to that one. We haven’t told them what you say now.',
    fr: 'Une rencontre conjointe a déjà été réservée; l’autre parent sait donc que vous aviez accepté celle-là. Nous ne lui avons pas dit ce que vous dites maintenant.',
  },
  bookedTitle: { en: 'Your joint session is booked', fr: 'Votre rencontre conjointe est réservée' },
  booked: {
    en: 'Both of you agreed, so it’s booked, and each of you knows that the other agreed.',
    fr: 'Les deux parents ont accepté; elle est donc réservée, et chacun sait que l’autre a accepté.',
  },
  bookedTakeBack: {
    en: `You can still take it back: cancel the session. The other parent will be told that it’s cancelled, and not who cancelled it or why. If its page no longer lets you cancel, call us at ${phone.reach}.`,
    fr: `Vous pouvez encore retirer votre accord : annulez la rencontre. L’autre parent apprendra qu’elle est annulée, mais ni par qui ni pourquoi. Si sa page ne le permet plus, appelez-nous au ${phone.reach}.`,
  },
  seeBooked: { en: 'See your joint session', fr: 'Voir votre rencontre conjointe' },
  agreedOnFile: {
    en: 'You’ve agreed to a joint session. You can take that back whenever you like.',
    fr: 'Vous avez accepté une rencontre conjointe. Vous pouvez retirer votre accord quand vous voulez.',
  },
  takeBackLink: {
    en: 'About a joint session, or take it back',
    fr: 'La rencontre conjointe, ou retirer votre accord',
  },
  about: {
    en: 'A joint session takes place with both parents. Nobody has to agree to one.',
    fr: 'Une rencontre conjointe réunit les deux parents. Personne n’est tenu d’y consentir.',
  },
  withdraw: { en: 'Take it back', fr: 'Retirer mon accord' },
} as const satisfies Record<string, Wording>

export const checkPageWording = {
  title: { en: 'Check and book', fr: 'Vérifier et réserver' },
  heldUntil: { en: 'We’re holding this time for you until', fr: 'Nous vous gardons ce moment jusqu’à' },
  notBooked: { en: 'nothing is booked yet.', fr: 'rien n’est encore réservé.' },
  move: { en: 'Check and move', fr: 'Vérifier et déplacer' },
  moving: { en: 'It will take the place of this session:', fr: 'Elle remplacera cette rencontre :' },
  notMoved: { en: 'nothing is moved yet.', fr: 'rien n’est encore déplacé.' },
  with: { en: 'With', fr: 'Avec' },
  how: { en: 'How', fr: 'Comment' },
  costs: { en: 'What it costs', fr: 'Ce que cela coûte' },
  plusTax: { en: 'plus tax, for', fr: 'plus taxes, pour' },
  noEntry: {
    en: 'We have no e-mail address that’s safe for you, so we’ll send you no calendar entry. Once it’s booked, you can download one from the page of your session: it holds the time and one plain word, no name and no place.',
    fr: 'Nous n’avons aucune adresse courriel sûre pour vous; nous ne vous enverrons donc pas d’entrée d’agenda. Une fois la rencontre réservée, vous pourrez en télécharger une depuis la page de votre rencontre : elle contient l’heure et un mot neutre, sans nom ni lieu.',
  },
  plans: { en: 'If your plans change', fr: 'En cas d’imprévu' },
  near: {
    en: `This session is near. Once it’s booked, you can only change it by calling us at ${phone.reach}.`,
    fr: `Cette rencontre est proche. Une fois réservée, elle ne peut être changée qu’en nous appelant au ${phone.reach}.`,
  },
  button: { en: 'Book this session', fr: 'Réserver cette rencontre' },
  moveButton: { en: 'Move my session to this time', fr: 'Déplacer ma rencontre à ce moment' },
  another: { en: 'Choose another time', fr: 'Choisir un autre moment' },
} as const satisfies Record<string, Wording>

/** Tells what happens at the time of the session, by meeting mode. */
export const meetingInstructionsWordingByMode = {
  video: {
    en: `By video call. Before the day, we’ll tell you how to join, in a way you said is safe. If no way is safe, please call us before then at ${phone.reach}.`,
    fr: `Par appel vidéo. Avant ce jour, nous vous dirons comment vous connecter, par un moyen sûr que vous avez indiqué. Si vous n’en avez indiqué aucun, appelez-nous d’ici là au ${phone.reach}.`,
  },
  phone: {
    en: `By phone. We’ll call the number you said is safe. If you didn’t give us one, please call us then at ${phone.reach}.`,
    fr: `Par téléphone. Nous appellerons au numéro que vous avez dit sans risque. Si vous ne nous en avez donné aucun, appelez-nous à cette heure-là au ${phone.reach}.`,
  },
  'in-person': {
    en: `In person, at ${practice.office.en}. We leave time before and after, so families don’t meet at the door. If you’d like to wait in a separate room, call ${phone.reach}.`,
    fr: `En personne, au ${practice.office.fr}. Nous laissons du temps libre avant et après, pour que les familles ne se croisent pas à la porte. Si vous voulez attendre dans une pièce à part, appelez le ${phone.reach}.`,
  },
} as const satisfies Record<string, Wording>

/** What a phone session means for a parent, by the ways in which they said they can be reached. */
export const phoneSessionWording = {
  call: {
    en: 'By phone. We’ll call the number you said is safe.',
    fr: 'Par téléphone. Nous appellerons au numéro que vous avez dit sans risque.',
  },
  'call-at-time': {
    en: `By phone. We’ll call only if this is a time at which you told us a call is safe. If it isn’t, please call us then at ${phone.reach}.`,
    fr: `Par téléphone. Nous n’appellerons que si un appel est sans risque à ce moment, d’après ce que vous nous avez dit. Sinon, appelez-nous à cette heure-là au ${phone.reach}.`,
  },
  none: {
    en: `By phone. We have no number that we may call, so we won’t call: please call us at that time at ${phone.reach}. If the session is outside our phone hours, call us beforehand to ask how you’ll be put through to your coordinator. ${practice.phoneHours.en}`,
    fr: `Par téléphone. Nous n’avons aucun numéro où nous pouvons vous appeler; nous n’appellerons donc pas : appelez-nous à cette heure-là au ${phone.reach}. Si la rencontre a lieu en dehors de nos heures d’appel, appelez-nous avant pour savoir comment vous joindrez la personne que vous rencontrez. ${practice.phoneHours.fr}`,
  },
  unknown: meetingInstructionsWordingByMode.phone,
} as const satisfies Record<(typeof phoneSessionCases)[number], Wording>

/** How a parent learns how to join a video session, by the ways in which they said they can be reached. */
export const videoSessionWording = {
  reach: {
    en: 'By video call. Before the day, we’ll tell you how to join, in a way you said is safe.',
    fr: 'Par appel vidéo. Avant ce jour, nous vous dirons comment vous connecter, par un moyen sûr que vous avez indiqué.',
  },
  none: {
    en: `By video call. You told us of no safe way to reach you, so we won’t write or call: to learn how to join, please call us before the day at ${phone.reach}.`,
    fr: `Par appel vidéo. Vous ne nous avez indiqué aucun moyen sûr de vous joindre; nous ne vous écrirons donc pas et ne vous appellerons pas : pour savoir comment vous connecter, appelez-nous avant ce jour au ${phone.reach}.`,
  },
  unknown: meetingInstructionsWordingByMode.video,
} as const satisfies Record<(typeof videoSessionCases)[number], Wording>

/** The page of a booked session: when and how it is, and what can still be changed. */
export const appointmentPageWording = {
  title: { en: 'Your session is booked', fr: 'Votre rencontre est réservée' },
  jointTitle: { en: 'Your joint session is booked', fr: 'Votre rencontre conjointe est réservée' },
  mail: {
    en: 'We’ll also write to the e-mail address you said is safe.',
    fr: 'Nous vous écrirons aussi à l’adresse courriel sûre que vous avez indiquée.',
  },
  reminder: {
    en: `We’ll remind you there about ${reminderHours} hours before.`,
    fr: `Nous vous y enverrons un rappel environ ${reminderHours} heures avant.`,
  },
  individual: { en: 'Individual: you and the coordinator', fr: 'Individuelle : sans l’autre parent' },
  joint: { en: 'Joint: both parents and the coordinator', fr: 'Conjointe : avec l’autre parent' },
  change: { en: 'If you can’t make it', fr: 'En cas d’empêchement' },
  moved: {
    en: 'Your session is moved. If its old time is still in a calendar, delete it there.',
    fr: 'Votre rencontre est déplacée. Si l’ancien moment figure encore dans un agenda, supprimez-le.',
  },
  changeOnline: {
    en: 'You can move or cancel it here until:',
    fr: 'Vous pouvez la déplacer ou l’annuler ici jusqu’à ce moment :',
  },
  cancelOnline: {
    en: 'You can cancel it here until:',
    fr: 'Vous pouvez l’annuler ici jusqu’à ce moment :',
  },
  moveJoint: {
    en: `To move a joint session, call us at ${phone.reach}. We’ll look for a time that works for both of you.`,
    fr: `Pour déplacer une rencontre conjointe, appelez-nous au ${phone.reach}. Nous chercherons un moment qui convient aux deux parents.`,
  },
  move: { en: 'Move the session', fr: 'Déplacer la rencontre' },
  cancel: { en: 'Cancel the session', fr: 'Annuler la rencontre' },
  tooLate: {
    en: `It’s too close to change it here. Call us at ${phone.reach}, and we’ll look for a solution. You don’t have to say why.`,
    fr: `Elle est trop proche pour être changée ici. Appelez-nous au ${phone.reach}, et nous chercherons une solution. Vous n’avez pas à dire pourquoi.`,
  },
  calendar: { en: 'In your calendar', fr: 'Dans votre agenda' },
  calendarLead: {
    en: 'The entry shows the time and one plain word. It has no name, no place and no address.',
    fr: 'L’entrée contient l’heure et un mot neutre. Elle ne contient ni nom, ni lieu, ni adresse.',
  },
  calendarShared: {
    en: 'A calendar is often shared without anyone thinking of it: with a family, on a tablet, in a car. Add it only where nobody else looks.',
    fr: 'On partage souvent un agenda sans y penser : en famille, sur une tablette, dans une voiture. Ajoutez-la seulement là où personne d’autre ne regarde.',
  },
  download: { en: 'Download the calendar entry', fr: 'Télécharger l’entrée d’agenda' },
} as const satisfies Record<string, Wording>

export const cancelPageWording = {
  title: { en: 'Cancel this session?', fr: 'Annuler cette rencontre?' },
  lead: {
    en: 'You don’t have to say why.',
    fr: 'Vous n’avez pas à dire pourquoi.',
  },
  individual: {
    en: 'Nothing else in your file will change. You can choose another time afterwards, from “Your file”.',
    fr: 'Rien d’autre ne changera dans votre dossier. Vous pourrez choisir un autre moment ensuite, à partir de « Votre dossier ».',
  },
  joint: {
    en: 'This is a joint session. It will be cancelled for both of you, and you’ll no longer agree to one. We’ll tell the other parent that it’s cancelled, and not who cancelled it or why.',
    fr: 'Il s’agit d’une rencontre conjointe. Elle sera annulée pour vous deux, et vous n’y consentirez plus. Nous dirons à l’autre parent qu’elle est annulée, mais ni par qui ni pourquoi.',
  },
  button: { en: 'Cancel the session', fr: 'Annuler la rencontre' },
  back: { en: 'Keep it as it is', fr: 'Ne rien changer' },
} as const satisfies Record<string, Wording>

/** The page that says that a session is cancelled, and what may still show it. */
export const cancelledPageWording = {
  title: { en: 'Your session is cancelled', fr: 'Votre rencontre est annulée' },
  jointTitle: { en: 'Your joint session is cancelled', fr: 'Votre rencontre conjointe est annulée' },
  joint: {
    en: `It’s cancelled for both parents. Each is told that it is, and not who cancelled it or why. You no longer agree to a joint session. If you’d like another one, agree to it again from “Your file”, or call us at ${phone.reach}.`,
    fr: `Elle est annulée pour les deux parents. Chacun apprend qu’elle l’est, mais ni par qui ni pourquoi. Vous ne consentez plus à une rencontre conjointe. Si vous en voulez une autre, consentez-y de nouveau à partir de « Votre dossier », ou appelez-nous au ${phone.reach}.`,
  },
  lead: {
    en: 'We’ve told your coordinator.',
    fr: 'Nous avons prévenu la coordonnatrice ou le coordonnateur que vous deviez rencontrer.',
  },
  calendar: { en: 'Clear your calendar', fr: 'Effacer l’entrée de votre agenda' },
  calendarLead: {
    en: 'If you put the entry in a calendar, open that day and delete it. If we sent you an entry by e-mail, our message cancels it in some calendars, but not in all of them. Please check.',
    fr: 'Si vous avez ajouté l’entrée à un agenda, ouvrez ce jour-là et supprimez-la. Si nous vous en avons envoyé une par courriel, notre message l’annule dans certains agendas, mais pas dans tous. Veuillez vérifier.',
  },
  calendarShared: {
    en: 'On a calendar that others see, a cancelled entry may stay visible, crossed out, until you delete it.',
    fr: 'Dans un agenda que d’autres voient, une entrée annulée peut rester visible, barrée, jusqu’à ce que vous la supprimiez.',
  },
  another: {
    en: 'Choose another time for a session of your own',
    fr: 'Choisir un autre moment pour une rencontre individuelle',
  },
} as const satisfies Record<string, Wording>

/** On “Your file”: a session that is cancelled, by whomever, until its time has passed. It never says by whom. */
export const cancelledNoteWording = {
  individual: {
    en: 'This session is cancelled, and you don’t need to come:',
    fr: 'Cette rencontre est annulée; vous n’avez pas à y venir :',
  },
  joint: {
    en: 'This joint session is cancelled for both parents, and you don’t need to come:',
    fr: 'Cette rencontre conjointe est annulée pour les deux parents; vous n’avez pas à y venir :',
  },
  calendar: {
    en: 'If it’s in a calendar, delete it there.',
    fr: 'Si elle figure dans un agenda, supprimez-la.',
  },
} as const satisfies Record<string, Wording>

/** The page on which a parent who found no time says what would suit. */
export const timeRequestPageWording = {
  title: { en: 'When could you come?', fr: 'Quand pourriez-vous venir?' },
  lead: {
    en: `We’ll look for a time within ${answersWithinDays} working days, and reach you only in ways you said are safe. If no way is safe, call us after ${answersWithinDays} working days at ${phone.reach}. This doesn’t book anything.`,
    fr: `Nous chercherons un moment d’ici ${answersWithinDays} jours ouvrables, et ne vous joindrons que par les moyens sûrs que vous avez indiqués. Si vous n’en avez indiqué aucun, appelez-nous après ${answersWithinDays} jours ouvrables au ${phone.reach}. Cet envoi ne réserve rien.`,
  },
  requested: {
    en: 'You’ve told us before. What you send now will take its place.',
    fr: 'Vous nous l’avez déjà dit. Ce que vous envoyez maintenant le remplacera.',
  },
  button: { en: 'Send', fr: 'Envoyer' },
} as const satisfies Record<string, Wording>

export const firstAppointmentStatusWording = {
  title: { en: 'Your first session', fr: 'Votre première rencontre' },
  open: {
    en: 'You can choose a time now. It takes about two minutes, and it’s for you alone with your coordinator.',
    fr: 'Vous pouvez choisir un moment dès maintenant. Cela prend environ deux minutes. La rencontre se passe sans l’autre parent.',
  },
  unassigned: bookPageWording.noCoordinator,
  outside: outsideProvincesWording[0],
  jointTitle: { en: 'Your joint session', fr: 'Votre rencontre conjointe' },
  held: {
    en: 'You’ve chosen a time, and nothing is booked yet:',
    fr: 'Vous avez choisi un moment; rien n’est encore réservé :',
  },
  heldUntil: checkPageWording.heldUntil,
  check: { en: 'Check and book it', fr: 'Le vérifier et le réserver' },
  otherTime: checkPageWording.another,
  booked: { en: 'It’s booked:', fr: 'Elle est réservée :' },
  bookedJoint: {
    en: 'It’s for both parents and the coordinator.',
    fr: 'Elle réunit les deux parents et la personne qui coordonne.',
  },
  requested: {
    en: `You told us when you could come. We’ll look for a time within ${answersWithinDays} working days, and reach you only in ways you said are safe. If no way is safe, call us after ${answersWithinDays} working days at ${phone.reach}.`,
    fr: `Vous nous avez dit quand vous pourriez venir. Nous chercherons un moment d’ici ${answersWithinDays} jours ouvrables, et ne vous joindrons que par les moyens sûrs que vous avez indiqués. Si vous n’en avez indiqué aucun, appelez-nous après ${answersWithinDays} jours ouvrables au ${phone.reach}.`,
  },
  past: {
    en: `Its time has passed. You’ll plan what comes next with your coordinator. If you couldn’t be there, call us at ${phone.reach}, and we’ll find another time.`,
    fr: `Le moment de cette rencontre est passé. Vous planifierez la suite avec la personne responsable de votre dossier. Si vous n’avez pas pu y être, appelez-nous au ${phone.reach}, et nous trouverons un autre moment.`,
  },
  book: { en: 'Choose a time', fr: 'Choisir un moment' },
  see: { en: 'See your session', fr: 'Voir votre rencontre' },
  request: bookPageWording.request,
  requestAgain: { en: 'Change what you told us', fr: 'Modifier ce que vous nous avez dit' },
  times: { en: 'See whether times are free', fr: 'Voir s’il y a des moments libres' },
  sentLead: {
    en: 'You can choose a time for your first session right away. It takes about two minutes, and you can do it later too, from “Your file”.',
    fr: 'Vous pouvez choisir dès maintenant le moment de votre première rencontre. Cela prend environ deux minutes. Vous pourrez aussi le faire plus tard, à partir de « Votre dossier ».',
  },
} as const satisfies Record<string, Wording>
