import { getLanguageNameWithinLine, type Language, type Wording } from '../../forms/language.ts'
import { cancellationWording, changeDaysWording } from '../cancellation-wording.ts'
import { codePrefixes } from '../code-prefixes.ts'
import { RESUME_AND_ACCESS_CODE_SHAPE } from '../limits.ts'
import { practice } from '../practice.ts'
import { ACCESS_CODE_SHOWN_MINUTES, FILE_SESSION_MINUTES } from '../retention.ts'
import type {
  authorisationStopCases,
  fileDoneCases,
  fileStatusCases,
  waitingPlaceCases,
} from './page-cases.ts'

/** What a parent is told while no coordinator has room for another family. */
export const waitingListWording = {
  before: {
    en: 'We have no room for another family at the moment. If you send this now, you join the waiting list. We take families in the order their forms came. Other services may be faster. A lawyer or legal aid can tell you which.',
    fr: 'Nous n’avons pas de place pour une autre famille en ce moment. Si vous envoyez votre demande, elle s’ajoute à la liste d’attente. Nous prenons les familles dans l’ordre d’arrivée des demandes. D’autres services pourraient être plus rapides. Une avocate, un avocat ou l’aide juridique peut vous dire lesquels.',
  },
  after: {
    en: 'We have no room for another family yet, so you’re on the waiting list. We’ll get in touch with families in the order their forms came in, only in the ways they said are safe. “Your file” shows where you stand. You can also call us and give your reference.',
    fr: 'Nous n’avons pas encore de place pour une autre famille; vous êtes sur la liste d’attente. Nous communiquerons avec les familles dans l’ordre d’arrivée des demandes, seulement par les moyens sûrs qu’elles ont indiqués. « Votre dossier » indique où vous en êtes. Vous pouvez aussi nous appeler et donner votre référence.',
  },
} as const satisfies Record<string, Wording>

/** The place of a family in the waiting list, in plain words. A number stands between `before` and `several`. */
export const waitingPlaceWording = {
  cases: {
    next: {
      en: 'No other family is ahead of you. You’re next.',
      fr: 'Il n’y a aucune autre famille avant vous. Votre famille est la prochaine.',
    },
    one: { en: 'One family is ahead of you.', fr: 'Une famille passe avant vous.' },
    several: { en: 'families are ahead of you.', fr: 'familles passent avant vous.' },
  } satisfies Record<(typeof waitingPlaceCases)[number], Wording>,
  weeks: {
    en: ['From the day their form came, families usually wait', 'to', 'weeks.'],
    fr: [
      'Les familles attendent d’ordinaire de',
      'à',
      'semaines à partir du jour où leur demande est arrivée.',
    ],
  },
  urgent: {
    en: 'Is it urgent, or more urgent than you told us?',
    fr: 'Est-ce urgent, ou plus urgent que vous ne l’aviez dit?',
  },
  urgentLink: { en: 'Tell us in one line', fr: 'Dites-le-nous en une ligne' },
} as const

/** “Your file”, where a parent sees what comes next and none of their answers. */
export const filePageWording = {
  title: { en: 'Your file', fr: 'Votre dossier' },
  codeLead: {
    en: `Your private code opens it. You see where it stands, any letter from us, your session and what you decided, and can add to what you told us. You see none of the answers in your intake form. It closes ${FILE_SESSION_MINUTES} minutes after you last looked at it.`,
    fr: `Votre code privé l’ouvre. Vous y voyez où il en est, nos lettres, s’il y en a, votre rencontre et ce que vous avez décidé, et pouvez ajouter à ce que vous nous avez dit. Vous n’y voyez aucune des réponses du formulaire. Il se referme ${FILE_SESSION_MINUTES} minutes après votre dernier passage.`,
  },
  codeHint: {
    en: `${codePrefixes.file}- and then ${RESUME_AND_ACCESS_CODE_SHAPE.letters} letters and numbers, in groups of four.`,
    fr: `${codePrefixes.file}-, puis ${RESUME_AND_ACCESS_CODE_SHAPE.letters} lettres et chiffres, en groupes de quatre.`,
  },
  codeTitle: { en: 'Your private code', fr: 'Votre code privé' },
  codeUnconfirmed: {
    en: 'We renewed your private code. Before you can authorise a call, agree to a joint session, change how we reach you or withdraw with it, we’ll check with you, in person or in a way you told us is safe, that you have it. You can decline a call, or stop one you allowed, at any time.',
    fr: 'Nous avons renouvelé votre code privé. Avant que vous puissiez autoriser un appel, accepter une rencontre conjointe, changer la façon de vous joindre ou vous retirer du dossier avec ce code, nous vérifierons auprès de vous, en personne ou par un moyen que vous avez dit sûr, que vous l’avez bien. Vous pouvez à tout moment refuser un appel, ou retirer l’autorisation donnée.',
  },
  /** To a parent who joined the file of the other one, and so decides about no call. */
  codeUnconfirmedToJoined: {
    en: 'We renewed your private code. Before you can agree to a joint session, change how we reach you or withdraw with it, we’ll check with you, in person or in a way you told us is safe, that you have it.',
    fr: 'Nous avons renouvelé votre code privé. Avant que vous puissiez accepter une rencontre conjointe, changer la façon de vous joindre ou vous retirer du dossier avec ce code, nous vérifierons auprès de vous, en personne ou par un moyen que vous avez dit sûr, que vous l’avez bien.',
  },
  /** Why nothing is sent any more to the address that the parent called safe. */
  addressProblems: {
    bounced: {
      en: 'Our e-mail doesn’t reach you, so we’ve stopped writing to your address. You can give us another one, or the same one again if it works now.',
      fr: 'Nos courriels ne vous parviennent pas; nous n’écrivons donc plus à votre adresse. Vous pouvez nous en donner une autre, ou la même si elle fonctionne de nouveau.',
    },
    complained: {
      en: 'An e-mail from us was marked as unwanted, so we’ve stopped writing to your address. If that wasn’t you, someone else may read it. You can give us another one, or the same one again.',
      fr: 'Un de nos courriels a été signalé comme indésirable; nous n’écrivons donc plus à votre adresse. Si ce n’était pas vous, quelqu’un d’autre la lit peut-être. Vous pouvez nous en donner une autre, ou la même.',
    },
  },
  codeShownOnce: {
    en: 'This device is shared, so we show the code only this once. If you reload or leave this page, it won’t come back.',
    fr: 'Comme cet appareil est partagé, nous n’affichons le code que cette fois-ci. Si vous rechargez ou quittez cette page, il ne reviendra pas.',
  },
  codeShownMinutes: {
    en: `We show it on this page for ${ACCESS_CODE_SHOWN_MINUTES} minutes after you send your intake form.`,
    fr: `Nous l’affichons sur cette page pendant ${ACCESS_CODE_SHOWN_MINUTES} minutes après l’envoi.`,
  },
  codeNoLongerShown: {
    en: `We don’t show your private code here any more. If you wrote it down, it opens “Your file”. If you didn’t, call ${practice.phone.reach} and give your reference. We can give you a new one.`,
    fr: `Nous n’affichons plus votre code privé ici. Si vous l’avez noté, il ouvre « Votre dossier ». Sinon, appelez le ${practice.phone.reach} et donnez votre référence. Nous pouvons vous en remettre un nouveau.`,
  },
  codeSafekeeping: {
    en: 'Write it down now, where nobody else looks. Later, it’s the only way to open “Your file” without calling us. Anyone who has it can see that you wrote to us, see our letters to you, and see and change what you booked and what you decided about a call. They can also write to us in your name, change how we reach you, and withdraw. They see none of the answers in your intake form.',
    fr: 'Notez-le maintenant, là où personne d’autre ne regarde. Ensuite, c’est la seule façon d’ouvrir « Votre dossier » sans nous appeler. Toute personne qui l’a peut voir que vous nous avez écrit, et nos lettres. Elle peut voir et changer ce que vous avez réservé et ce que vous avez décidé pour l’appel. Elle peut aussi nous écrire en votre nom, changer la façon de vous joindre et vous retirer du dossier. Elle ne voit aucune des réponses de votre demande.',
  },
  /** The same to a parent who joined: they decide about no call. */
  codeSafekeepingToJoined: {
    en: 'Write it down now, where nobody else looks. Later, it’s the only way to open “Your file” without calling us. Anyone who has it can see that you wrote to us, see our letters to you, and see and change what you booked. They can also write to us in your name, change how we reach you, and withdraw. They see none of the answers in your intake form.',
    fr: 'Notez-le maintenant, là où personne d’autre ne regarde. Ensuite, c’est la seule façon d’ouvrir « Votre dossier » sans nous appeler. Toute personne qui l’a peut voir que vous nous avez écrit, et nos lettres. Elle peut voir et changer ce que vous avez réservé. Elle peut aussi nous écrire en votre nom, changer la façon de vous joindre et vous retirer du dossier. Elle ne voit aucune des réponses du formulaire.',
  },
  openButton: { en: 'Open your file', fr: 'Ouvrir votre dossier' },
  where: { en: 'Where it stands', fr: 'Où il en est' },
  statuses: {
    waiting: waitingListWording.after,
    received: {
      en: `We have what you sent. We’ll reach you within ${practice.answersWithinDays} working days of the day you sent it, only in the ways you said are safe. If that time has passed and you haven’t heard from us, call ${practice.phone.reach}.`,
      fr: `Nous avons bien reçu ce que vous avez envoyé. Nous vous joindrons dans les ${practice.answersWithinDays} jours ouvrables suivant l’envoi, seulement par les moyens sûrs que vous avez indiqués. Si ce délai est passé et que vous êtes sans nouvelles de nous, appelez le ${practice.phone.reach}.`,
    },
    'waiting-unreachable': {
      en: `We have no room for another family yet, so you’re on the waiting list. We won’t call or write to you. “Your file” shows where you stand. You can also call ${practice.phone.reach} and give your reference. ${practice.phoneHours.en}`,
      fr: `Nous n’avons pas encore de place pour une autre famille; vous êtes sur la liste d’attente. Nous ne vous appellerons pas et ne vous écrirons pas. « Votre dossier » indique où vous en êtes. Vous pouvez aussi appeler le ${practice.phone.reach} et donner votre référence. ${practice.phoneHours.fr}`,
    },
    'received-unreachable': {
      en: `We have what you sent. We won’t call or write to you. Call ${practice.phone.reach} and give your reference: we’ll have read your intake form within ${practice.answersWithinDays} working days of the day you sent it. ${practice.phoneHours.en}`,
      fr: `Nous avons bien reçu ce que vous avez envoyé. Nous ne vous appellerons pas et ne vous écrirons pas. Appelez le ${practice.phone.reach} et donnez votre référence : nous l’aurons lu dans les ${practice.answersWithinDays} jours ouvrables suivant l’envoi. ${practice.phoneHours.fr}`,
    },
    // The first talk is over, so nobody promises a first call. It tells of no talk, since whoever has the code reads it.
    'under-way': {
      en: `We have what you sent. What comes next is on this page. To ask about it, call ${practice.phone.reach} and give your reference.`,
      fr: `Nous avons bien reçu ce que vous avez envoyé. La suite figure sur cette page. Pour toute question, appelez le ${practice.phone.reach} et donnez votre référence.`,
    },
    'under-way-unreachable': {
      en: `We have what you sent. What comes next is on this page. We won’t call or write to you. To ask about it, call ${practice.phone.reach} and give your reference. ${practice.phoneHours.en}`,
      fr: `Nous avons bien reçu ce que vous avez envoyé. La suite figure sur cette page. Nous ne vous appellerons pas et ne vous écrirons pas. Pour toute question, appelez le ${practice.phone.reach} et donnez votre référence. ${practice.phoneHours.fr}`,
    },
    closed: {
      en: 'Your file is closed. If something comes up, call us and give your reference.',
      fr: 'Votre dossier est fermé. En cas de besoin, appelez-nous et donnez votre référence.',
    },
  } satisfies Record<(typeof fileStatusCases)[number], Wording>,
  /** What has to come first. The order always stands: whoever has the code would learn from it what this parent told. */
  firstTalk: {
    en: 'First, we’ll talk with you alone, usually in your first session. Before that, nobody will call the other parent, and there’s no session with both of you.',
    fr: 'Nous vous parlerons d’abord en privé, en général à votre première rencontre. D’ici là, personne n’appellera l’autre parent, et aucune rencontre ne vous réunira.',
  },
  firstOrder: {
    en: 'Nobody will call the other parent until a coordinator has read any order and made sure nothing in it forbids a call. If there’s one, and you have a copy or can get one safely, show it to your coordinator.',
    fr: 'Personne n’appelle l’autre parent avant que notre équipe de coordination ait lu l’ordonnance, s’il y en a une, et constaté que rien n’y interdit l’appel. Si vous en avez une copie, ou pouvez en obtenir une sans risque, montrez-la à la personne responsable de votre dossier.',
  },
  firstTalkToJoined: {
    en: 'First, we’ll talk with you alone, usually in your first session. Before that, there’s no session with both of you.',
    fr: 'Nous vous parlerons d’abord en privé, en général à votre première rencontre. D’ici là, aucune rencontre ne vous réunira.',
  },
  firstOrderToJoined: {
    en: 'There’ll be no session with both of you until a coordinator has read any order and made sure nothing in it forbids one. If there’s one, and you have a copy or can get one safely, show it to your coordinator.',
    fr: 'Aucune rencontre ne vous réunit avant que notre équipe de coordination ait lu l’ordonnance, s’il y en a une, et constaté que rien ne s’y oppose. Si vous en avez une copie, ou pouvez en obtenir une sans risque, montrez-la à la personne responsable de votre dossier.',
  },
  letters: { en: 'Letters from us', fr: 'Nos lettres' },
  changes: { en: 'Tell us more, or change something', fr: 'Nous en dire plus, ou changer quelque chose' },
  changesLead: {
    en: `You can do this here at any hour. You can also call ${practice.phone.reach} and give your reference. You don’t have to give your name.`,
    fr: `Vous pouvez le faire ici à toute heure. Vous pouvez aussi appeler le ${practice.phone.reach} et donner votre référence. Vous n’avez pas à dire votre nom.`,
  },
  tellMore: { en: 'Tell us more', fr: 'Nous en dire plus' },
  changeContact: { en: 'Change how we reach you', fr: 'Changer la façon de vous joindre' },
  nowUrgent: { en: 'It can’t wait any longer', fr: 'Cela ne peut plus attendre' },
  close: { en: 'Close your file on this device', fr: 'Fermer votre dossier sur cet appareil' },
} as const satisfies Record<string, Wording | Record<string, Wording>>

/** Confirms on “Your file” what a parent has just done on a page of its own. */
export const fileDoneWording: Record<(typeof fileDoneCases)[number], Wording> = {
  'reaching-you': {
    en: 'From now on, we’ll go by what you just told us about reaching you, and by nothing you told us before. Whoever is responsible for your file has been told.',
    fr: 'Dès maintenant, nous nous en tiendrons à ce que vous venez d’indiquer sur la façon de vous joindre, et à rien de ce que vous aviez dit avant. La personne responsable de votre dossier en a été avisée.',
  },
  urgent: {
    en: `We’ve told whoever is responsible for your file that it’s urgent. They’ll reach you only in ways you said are safe. If no way is safe, or you can’t wait, call us at ${practice.phone.reach}. If you’re in danger, call 911.`,
    fr: `Nous avons dit à la personne responsable de votre dossier que c’est urgent. Elle ne vous joindra que par les moyens que vous avez dits sûrs. Si vous n’en avez indiqué aucun, ou si cela ne peut pas attendre, appelez-nous au ${practice.phone.reach}. En cas de danger, appelez le 911.`,
  },
}

/** The pages of “Your file” on which a parent adds to what they sent. */
export const addedPageWording = {
  listTitle: { en: 'Tell us more', fr: 'Nous en dire plus' },
  listLead: {
    en: 'Add what you like, when you like, one page at a time. Nothing here is required. Every page starts empty, so nobody can read there what you told us.',
    fr: 'Ajoutez ce que vous voulez, quand vous le voulez, une page à la fois. Rien ici n’est obligatoire. Chaque page commence vide, et personne ne peut donc y lire ce que vous nous avez dit.',
  },
  added: {
    en: 'We’ve added it to your file. Whoever is responsible for it will be told that you wrote, not what you wrote.',
    fr: 'C’est ajouté à votre dossier. La personne qui en est responsable apprendra que vous avez écrit, mais pas ce que vous avez écrit.',
  },
  nothingAdded: {
    en: 'That page was empty, so nothing was added or changed.',
    fr: 'Cette page était vide; rien n’a donc été ajouté ni changé.',
  },
  notAdded: { en: 'Nothing added yet', fr: 'Rien d’ajouté pour l’instant' },
  /** In place of whether anything was added about safety. */
  notTold: { en: 'We don’t show whether you wrote here', fr: 'Nous n’affichons pas si vous avez écrit ici' },
  lead: {
    en: 'What you write is added to what you told us. Nothing is taken away, and we won’t show it here again.',
    fr: 'Ce que vous écrivez s’ajoute à ce que vous nous avez dit. Rien n’en sera retiré, et ce que vous ajoutez ne s’affichera plus ici.',
  },
  contactLead: {
    en: 'What you write here replaces, at once, everything you told us about reaching you. For your safety, we don’t show what that was. Answer again whatever is still true.',
    fr: 'Ce que vous écrivez ici remplacera aussitôt tout ce que vous nous avez dit sur la façon de vous joindre. Pour votre sécurité, nous ne l’affichons pas. Répondez de nouveau à ce qui est encore vrai.',
  },
  urgentLead: {
    en: 'If you’re in danger, call 911 first. Otherwise, write one line here. Whoever is responsible for your file gets an e-mail at once that says only that it’s urgent. They’ll reach you only in ways you said are safe. If no way is safe, call us.',
    fr: 'En cas de danger, appelez d’abord le 911. Sinon, écrivez une ligne ici. La personne responsable de votre dossier reçoit aussitôt un courriel qui dit seulement que c’est urgent. Elle ne vous joindra que par les moyens que vous avez dits sûrs. Si vous n’en avez indiqué aucun, appelez-nous.',
  },
  addedBefore: { en: 'You last added to this page on', fr: 'Votre dernier ajout à cette page date du' },
  anotherChild: {
    en: 'Use this page once for each child. You can come back for the next one.',
    fr: 'Servez-vous de cette page une fois pour chaque enfant. Vous pourrez y revenir ensuite.',
  },
  anotherOrder: {
    en: 'Use this page once for each order. You can come back for the next one.',
    fr: 'Servez-vous de cette page une fois pour chaque ordonnance. Vous pourrez y revenir ensuite.',
  },
  button: { en: 'Add it to your file', fr: 'Ajouter à votre dossier' },
  contactButton: { en: 'Save these changes', fr: 'Enregistrer ces changements' },
  urgentButton: { en: 'Tell them it’s urgent', fr: 'Dire que c’est urgent' },
  backToList: { en: 'Back to the list', fr: 'Retour à la liste' },
  back: { en: 'Back to your file', fr: 'Retour à votre dossier' },
} as const satisfies Record<string, Wording>

/** The page on which a parent withdraws: the one who applied, or the one who joined their file. */
export const withdrawPageWording = {
  withdrawn: {
    en: 'You’ve withdrawn. Any session you had booked is cancelled, any call you allowed is off, and we won’t tell the other parent that you withdrew.',
    fr: 'Vous ne participez plus à ce dossier. Toute rencontre que vous aviez réservée est annulée, tout appel que vous aviez permis l’est aussi, et nous ne dirons pas à l’autre parent que vous vous retirez.',
  },
  withdrawnToJoined: {
    en: 'You’ve withdrawn. Any session you had booked is cancelled, and we won’t tell the other parent that you withdrew.',
    fr: 'Vous ne participez plus à ce dossier. Toute rencontre que vous aviez réservée est annulée, et nous ne dirons pas à l’autre parent que vous vous retirez.',
  },
  title: { en: 'Withdraw from this file', fr: 'Vous retirer de ce dossier' },
  ends: {
    en: 'You can stop at any time, and you don’t have to say why. We’ll close your part of the file, cancel any session you have booked, and send you no more e-mail, except to check that it was really you.',
    fr: 'Vous pouvez arrêter à tout moment, sans dire pourquoi. Nous fermerons votre part du dossier, annulerons toute rencontre réservée et ne vous enverrons plus de courriel, sauf pour vérifier que cela vient bien de vous.',
  },
  untold: {
    en: 'If you allowed us to call the other parent, that ends at once, but what’s been said on a call can’t be taken back. We won’t tell the other parent that you withdrew. If they haven’t been told on a call that you came to us, we won’t tell them that either.',
    fr: 'Si vous nous aviez permis d’appeler l’autre parent, cela prendra fin aussitôt, mais ce qui a été dit pendant un appel ne peut pas être repris. Nous ne dirons pas à l’autre parent que vous vous retirez. Si aucun appel ne lui a appris que vous avez fait appel à nous, nous ne le lui dirons pas non plus.',
  },
  untoldToJoined: {
    en: 'We won’t tell the other parent that you withdrew. Their own part of the file goes on without you.',
    fr: 'Nous ne dirons pas à l’autre parent que vous vous retirez. Sa propre part du dossier continue sans vous.',
  },
  checked: {
    en: 'Whoever is responsible for your file will be told, and may check with you that it was really you, in the ways you said are safe. We keep what you sent for as long as our privacy page says.',
    fr: 'La personne responsable de votre dossier en sera avisée et pourrait vérifier auprès de vous que cela vient bien de vous, par les moyens que vous avez dits sûrs. Nous garderons ce que vous avez envoyé aussi longtemps que l’indique notre page sur la confidentialité.',
  },
  again: {
    en: `To come back later, send a new intake form, or call ${practice.phone.reach}.`,
    fr: `Pour revenir plus tard, envoyez une nouvelle demande ou appelez le ${practice.phone.reach}.`,
  },
  againToJoined: {
    en: `To come back later, call ${practice.phone.reach}.`,
    fr: `Pour revenir plus tard, appelez le ${practice.phone.reach}.`,
  },
  session: {
    en: 'If you withdraw, this session will be cancelled:',
    fr: 'Si vous vous retirez, cette rencontre sera annulée :',
  },
  joint: {
    en: 'If you withdraw, this joint session will be cancelled for both parents. We’ll tell the other parent that it’s cancelled, and not who cancelled it or why:',
    fr: 'Si vous vous retirez, cette rencontre conjointe sera annulée pour les deux parents. Nous dirons à l’autre parent qu’elle est annulée, mais ni par qui ni pourquoi\u00a0:',
  },
  near: {
    en: `Your next session is less than ${changeDaysWording.en} away. ${cancellationWording.late.en} To ask about that first, call ${practice.phone.reach}. You can withdraw here either way.`,
    fr: `Votre prochaine rencontre a lieu dans moins de ${changeDaysWording.fr}. ${cancellationWording.late.fr} Pour en parler avant, appelez le ${practice.phone.reach}. Vous pouvez vous retirer ici dans tous les cas.`,
  },
  button: { en: 'Withdraw now', fr: 'Me retirer maintenant' },
  back: { en: 'Keep it as it is', fr: 'Ne rien changer' },
  link: { en: 'Withdraw from this file', fr: 'Vous retirer de ce dossier' },
} as const satisfies Record<string, Wording>

/** “Calling the other parent” on “Your file”: the state of this parent's authorisation, and nothing about the other. */
export const authorisationStatusWording = {
  title: { en: 'Calling the other parent', fr: 'L’appel à l’autre parent' },
  offered: {
    en: 'You can first read what we’d say, word for word, and then decide. There’s no hurry.',
    fr: 'Vous pouvez d’abord lire ce que nous dirions, mot pour mot, puis décider. Rien ne presse.',
  },
  later: {
    en: 'Later, once we’ve talked with you alone, a call from us to the other parent may help. Nobody will call unless you allow it here.',
    fr: 'Plus tard, une fois que nous vous aurons parlé en privé, un appel de notre part à l’autre parent pourrait aider. Personne n’appellera si vous ne le permettez pas ici.',
  },
  requested: {
    en: 'We’d like to know whether we may call the other parent. The question comes from',
    fr: 'Nous aimerions savoir si nous pouvons appeler l’autre parent. La question vous est posée par',
  },
  requestedFreely: {
    en: 'You can say yes, say no, or leave it. Nothing else changes.',
    fr: 'Vous pouvez dire oui, dire non, ou ne pas répondre. Rien d’autre ne change.',
  },
  inForce: {
    en: 'You’ve allowed us to call the other parent, until',
    fr: 'Vous nous avez permis d’appeler l’autre parent, jusqu’au',
  },
  expired: {
    en: 'The time you gave us to call the other parent is over, and we won’t call any more. You can allow it again.',
    fr: 'Le délai que vous nous aviez donné pour appeler l’autre parent est passé, et nous n’appellerons plus. Vous pouvez le permettre de nouveau.',
  },
  withdrawn: {
    en: 'You stopped it, and we won’t call the other parent. You can allow it again later, if you like.',
    fr: 'Vous y avez mis fin, et nous n’appellerons pas l’autre parent. Vous pourrez le permettre de nouveau plus tard, si vous le voulez.',
  },
  declined: {
    en: 'You said no, and we won’t call the other parent. Nothing else changes. You can allow it later, if you like.',
    fr: 'Vous avez dit non, et nous n’appellerons pas l’autre parent. Rien d’autre ne changera. Vous pourrez le permettre plus tard, si vous le voulez.',
  },
  authorise: { en: 'Read and decide', fr: 'Lire et décider' },
  renew: { en: 'Allow it for longer', fr: 'Le permettre plus longtemps' },
  again: { en: 'Allow it again', fr: 'Le permettre de nouveau' },
  receipt: { en: 'See your receipt', fr: 'Voir votre reçu' },
  stop: { en: 'Stop allowing the call', fr: 'Ne plus permettre l’appel' },
  decline: { en: 'Say no to the call', fr: 'Dire non à l’appel' },
  sentLead: {
    en: 'One day, a call from us to the other parent may help. You can read now what we would say, and decide whether we may. Nothing has to be decided today.',
    fr: 'Un jour, un appel de notre part à l’autre parent pourrait aider. Vous pouvez lire dès maintenant ce que nous dirions et décider si vous nous le permettez. Rien ne presse.',
  },
  sentWaits: {
    en: 'Even if you allow it, nobody will call until a coordinator has read any order and made sure nothing in it forbids a call.',
    fr: 'Même si vous le permettez, personne n’appelle avant que notre équipe de coordination ait lu l’ordonnance, s’il y en a une, et constaté que rien n’y interdit l’appel.',
  },
  sentButton: { en: 'Read what we’d say', fr: 'Lire ce que nous dirions' },
} as const satisfies Record<string, Wording>

/** The page on which a parent authorises the call, around the words of the call itself. */
export const authorisePageWording = {
  title: { en: 'May we call the other parent?', fr: 'Pouvons-nous appeler l’autre parent?' },
  renewing: {
    en: 'You’ve already allowed the call. If you sign again, the new authorisation will take the place of the one in force.',
    fr: 'Vous nous avez déjà permis d’appeler. Si vous signez de nouveau, la nouvelle autorisation remplacera celle qui est en vigueur.',
  },
  firstTalk: {
    en: 'You can sign now. We won’t call until we’ve talked with you alone.',
    fr: 'Vous pouvez signer dès maintenant. Nous n’appellerons pas avant de vous avoir parlé en privé.',
  },
  firstOrder: {
    en: 'Nobody will call until a coordinator has read any order and made sure nothing in it forbids a call.',
    fr: 'Personne n’appelle avant que notre équipe de coordination ait lu l’ordonnance, s’il y en a une, et constaté que rien n’y interdit l’appel.',
  },
  summary: { en: 'In short', fr: 'En bref' },
  readFirst: {
    en: 'Read everything we’ll say, word for word',
    fr: 'Lire tout ce que nous dirons, mot pour mot',
  },
  decide: { en: 'Your decision', fr: 'Votre décision' },
  button: { en: 'Sign and allow the call', fr: 'Signer et permettre l’appel' },
  back: { en: 'Not now: back to your file', fr: 'Pas maintenant : retour à votre dossier' },
  details: { en: 'What you sign, in full', fr: 'Ce que vous signez, au complet' },
  call: { en: 'What we’ll say, word for word', fr: 'Ce que nous dirons, mot pour mot' },
  callLead: {
    en: 'These are the words the coordinator reads from. The other parent may answer, and then it becomes a conversation. That changes nothing about what we’ll never say.',
    fr: 'Voici les mots que nous aurons sous les yeux. L’autre parent peut répondre, et cela devient alors une conversation. Cela ne change rien à ce que nous ne dirons jamais.',
  },
  more: { en: 'More about the call', fr: 'L’appel en détail' },
  evidence: { en: 'What we’ll keep when you sign', fr: 'Ce que nous garderons quand vous signerez' },
  evidenceLead: {
    en: 'Every word of this page, your answers, your name as you typed it, the time, the request’s ID, and roughly from where: part of the network’s address, the country, the kind of browser. You’ll get a receipt, which anyone who has it can check.',
    fr: 'Chaque mot de cette page, vos réponses, votre nom tel que vous l’avez écrit, l’heure, l’identifiant de l’envoi et, en gros, d’où : une partie de l’adresse du réseau, le pays, le genre de navigateur. Vous recevrez un reçu, que toute personne qui l’a peut vérifier.',
  },
  wordingVersion: { en: 'Version of the wording', fr: 'Version du texte' },
  wordingHash: { en: 'SHA-256 of the wording', fr: 'SHA-256 du texte' },
} as const satisfies Record<string, Wording>

/** The label that unfolds the words of the call in another language. */
export const buildSameWordsInLanguageWording = (other: Language): Wording => ({
  en: `The same words in ${getLanguageNameWithinLine(other, 'en')}`,
  fr: `Les mêmes mots en ${getLanguageNameWithinLine(other, 'fr')}`,
})

export const receiptPageWording = {
  title: { en: 'Your receipt', fr: 'Votre reçu' },
  inForce: {
    en: 'Your authorisation is in force, and we call only if nothing rules it out. It ends on',
    fr: 'Votre autorisation est en vigueur; nous n’appelons que si rien ne s’y oppose. Elle prend fin le',
  },
  expired: {
    en: 'Your authorisation is no longer in force. It ended on',
    fr: 'Votre autorisation n’est plus en vigueur. Elle a pris fin le',
  },
  withdrawn: {
    en: 'Your authorisation is no longer in force. You stopped it on',
    fr: 'Votre autorisation n’est plus en vigueur. Vous y avez mis fin le',
  },
  closed: {
    en: 'Your authorisation is no longer in force, because your file is closed.',
    fr: 'Votre autorisation n’est plus en vigueur, car votre dossier est fermé.',
  },
  hash: { en: 'SHA-256 of this receipt', fr: 'SHA-256 de ce reçu' },
  check: {
    en: 'Anyone who is given this text can check that it came from us, on this page:',
    fr: 'Toute personne qui reçoit ce texte peut vérifier qu’il vient de nous, sur cette page :',
  },
  safekeeping: {
    en: 'Whoever reads it will learn that you allowed the call. Keep it where nobody else looks. The file has a name that says nothing, but stays among this device’s downloads.',
    fr: 'Toute personne qui le lira apprendra que vous avez permis l’appel. Gardez-le là où personne d’autre ne regarde. Le nom du fichier ne dit rien, mais le fichier reste parmi les téléchargements de cet appareil.',
  },
  take: { en: 'Keep a copy', fr: 'Garder une copie' },
  download: { en: 'Download it as a text file', fr: 'Le télécharger en fichier texte' },
  copy: { en: 'Copy the text', fr: 'Copier le texte' },
  copied: {
    en: 'Copied. It stays on the clipboard until you copy something else.',
    fr: 'Copié. Le texte reste dans le presse-papiers jusqu’à ce que vous copiiez autre chose.',
  },
  print: { en: 'Print the receipt', fr: 'Imprimer le reçu' },
  back: { en: 'Back to your file', fr: 'Retour à votre dossier' },
} as const satisfies Record<string, Wording>

export const stopAuthorisationPageWording: {
  readonly title: Wording
  readonly cases: Readonly<
    Record<
      (typeof authorisationStopCases)[number],
      { lines: readonly Wording[]; button: Wording; back: Wording }
    >
  >
} = {
  title: { en: 'You decide about the call', fr: 'L’appel, c’est vous qui en décidez' },
  cases: {
    'stop-in-force': {
      lines: [
        {
          en: 'If you stop it, it ends at once: we won’t call the other parent, and their number will be locked away again.',
          fr: 'Si vous y mettez fin, l’effet est immédiat : nous n’appellerons pas l’autre parent, et son numéro sera de nouveau sous clé.',
        },
        {
          en: 'Stopping can’t undo what has already been said on a call. If the other parent was given a private invitation, they can still use it. If they come to us themselves, we’ll answer them.',
          fr: 'Cela n’efface pas ce qui a déjà été dit pendant un appel. Si l’autre parent a reçu une invitation privée, il peut encore s’en servir. S’il s’adresse lui-même à nous, nous lui répondrons.',
        },
        {
          en: 'We’ll keep a record that you allowed it and that you stopped it. Nothing else in your file changes, and you can allow it again later.',
          fr: 'Nous garderons une trace de votre autorisation et du moment où vous y avez mis fin. Rien d’autre ne changera dans votre dossier, et vous pourrez le permettre de nouveau plus tard.',
        },
      ],
      button: { en: 'Stop it now', fr: 'Y mettre fin maintenant' },
      back: { en: 'Keep it as it is', fr: 'Ne rien changer' },
    },
    'stop-requested': {
      lines: [
        {
          en: 'If you say no, we won’t call the other parent, and nothing else in your file will change. You don’t have to say why.',
          fr: 'Si vous dites non, nous n’appellerons pas l’autre parent, et rien d’autre ne changera dans votre dossier. Vous n’avez pas à dire pourquoi.',
        },
        {
          en: 'You can allow it later, if you change your mind.',
          fr: 'Vous pourrez le permettre plus tard, si vous changez d’avis.',
        },
      ],
      button: { en: 'Say no', fr: 'Dire non' },
      back: { en: 'Back to your file', fr: 'Retour à votre dossier' },
    },
  },
}
