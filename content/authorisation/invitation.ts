import type { TitledLines, Wording } from '../../forms/language.ts'
import { codePrefixes } from '../code-prefixes.ts'
import { joiningFirstHalfMinutesWording } from '../forms/joining/estimate.ts'
import { INVITATION_CODE_SHAPE } from '../limits.ts'
import { practice } from '../practice.ts'

export const invitationCodePageWording = {
  title: { en: 'Your invitation', fr: 'Votre invitation' },
  lead: {
    en: 'Enter the code you were given. Capitals, spaces and dashes don’t matter.',
    fr: 'Entrez le code que vous avez reçu. Les majuscules, les espaces et les tirets n’ont pas d’importance.',
  },
  hint: {
    en: `${codePrefixes.invitation}- and then ${INVITATION_CODE_SHAPE.letters} letters and numbers, in two groups of five.`,
    fr: `${codePrefixes.invitation}-, puis ${INVITATION_CODE_SHAPE.letters} lettres et chiffres, en deux groupes de cinq.`,
  },
} as const satisfies Record<string, Wording>

/** A page of a form that was begun with an invitation which is open no more. */
export const closedInvitationWording = {
  code: { en: 'The code you were given', fr: 'Le code que vous avez reçu' },
  requiredUnless: {
    en: '(required, unless you tick the box below)',
    fr: '(obligatoire, sauf si vous cochez la case ci-dessous)',
  },
  without: {
    en: 'Continue without an invitation, and make my own request',
    fr: 'Continuer sans invitation et faire ma propre demande',
  },
} as const satisfies Record<string, Wording>

/** A page of a form on which saving begins a request of one's own, although whoever reads it may have an invitation. */
export const uninvitedWording = {
  called: {
    en: 'Did we give you a code on the phone, or did the other parent pass one on? Without it, saving will begin an intake form of its own.',
    fr: 'Vous avez reçu un code, de nous au téléphone ou de l’autre parent? Sans ce code, l’enregistrement ouvrira une demande distincte.',
  },
  enter: { en: 'Enter your code first', fr: 'Entrer d’abord le code' },
} as const satisfies Record<string, Wording>

/** The page that the other parent reads before they begin. It treats them as an equal of the parent who came first. */
export const invitationPageWording = {
  title: { en: 'A form of your own', fr: 'Un formulaire rien qu’à vous' },
  lead: {
    en: 'We’d like to hear from you how things are. Whether you begin is up to you.',
    fr: 'Nous aimerions savoir comment vous voyez les choses. C’est à vous de décider si vous commencez.',
  },
  leadByParent: {
    en: 'The other parent asked us for a code for you, and says that you both want this. Whether you begin is up to you.',
    fr: 'L’autre parent nous a demandé un code pour vous, et dit que vous le voulez tous les deux. C’est à vous de décider si vous commencez.',
  },
  partsByParent: [
    {
      title: { en: 'What the other parent learns', fr: 'Ce que l’autre parent apprend' },
      lines: [
        {
          en: 'Nothing. We won’t tell them whether you opened this page, sent the form or said no. If you both go ahead, a coordinator chooses when to tell each of you. First, a coordinator will speak with you alone, and you can say there whatever you don’t want to write.',
          fr: 'Rien. Nous ne lui dirons pas si vous avez ouvert cette page, envoyé le formulaire ou dit non. Si vous continuez tous les deux, l’équipe de coordination choisira le moment de le dire à chacun. Nous vous parlerons d’abord en privé, et vous pourrez y dire ce que vous ne voulez pas écrire.',
        },
        {
          en: `If an order may forbid contact between you, or you didn’t want this code, you don’t have to do anything. You can also say no below, or call us at ${practice.phone.reach}.`,
          fr: `Si une ordonnance interdit peut-être les contacts entre vous, ou si vous ne vouliez pas ce code, vous n’avez rien à faire. Vous pouvez aussi dire non plus bas, ou nous appeler au ${practice.phone.reach}.`,
        },
      ],
    },
  ],
  sharedTitle: {
    en: 'So that you don’t have to type it again',
    fr: 'Pour vous éviter de l’écrire de nouveau',
  },
  shared: {
    en: 'Fill in the children’s names and the parenting document for me, as far as the other parent lets me see them. I can change them.',
    fr: 'Inscrire pour moi les noms des enfants et le document parental, dans la mesure où l’autre parent me laisse les voir. Je pourrai les modifier.',
  },
  unfinished: {
    en: 'This browser holds another form that isn’t sent yet. If you start here, you’ll leave it behind. To keep it, get a code for it first:',
    fr: 'Ce navigateur contient un autre formulaire, pas encore envoyé. Si vous commencez ici, vous ne le retrouverez plus. Pour le garder, demandez d’abord un code :',
  },
  unfinishedLink: { en: 'Go to the form that isn’t sent yet', fr: 'Aller au formulaire pas encore envoyé' },
  parts: [
    {
      title: { en: 'What it is', fr: 'De quoi il s’agit' },
      lines: [
        {
          en: `A form for ${practice.name}, which helps parents who live apart. It asks about you, your children, what’s happening and what you need. A coordinator reads it before your first session.`,
          fr: `Un formulaire pour ${practice.name}, un cabinet qui aide les parents vivant séparément. Il porte sur vous, vos enfants, ce qui se passe et ce qu’il vous faut. Nous le lisons avant votre première rencontre.`,
        },
        {
          en: `The first part takes about ${joiningFirstHalfMinutesWording.en}, and that’s enough for us to call you. You can stop at any time and come back, and leave most questions empty.`,
          fr: `La première partie prend environ ${joiningFirstHalfMinutesWording.fr}, et elle suffit pour que nous vous appelions. Vous pouvez vous arrêter à tout moment et reprendre plus tard, et laisser la plupart des questions sans réponse.`,
        },
      ],
    },
    {
      title: { en: 'The same for both parents', fr: 'La même chose pour les deux parents' },
      lines: [
        {
          en: 'Each parent gets the same questions, and each is asked about their own safety. Neither parent counts for more, and we don’t take sides.',
          fr: 'Chaque parent reçoit les mêmes questions, y compris sur sa propre sécurité. Pour nous, aucun des deux ne passe avant l’autre, et nous ne prenons le parti de personne.',
        },
        {
          en: 'You see nothing of what the other parent wrote, except the children’s names and the parenting document, if they allow it. They see nothing of what you write.',
          fr: 'Vous ne voyez rien de ce que l’autre parent a écrit, sauf les noms des enfants et le document parental, si cette personne le permet. De son côté, elle ne voit rien de ce que vous écrivez.',
        },
      ],
    },
    {
      title: { en: 'Who reads it', fr: 'Qui le lira' },
      lines: [
        {
          en: 'Only the coordinators of this practice. The law sets some exceptions: for example, we may have to report that a child is at risk.',
          fr: 'Seulement l’équipe de coordination du cabinet. La loi prévoit des exceptions : par exemple, nous pouvons devoir signaler qu’un enfant est en danger.',
        },
      ],
    },
    {
      title: { en: 'You’re free to choose', fr: 'Vous décidez librement' },
      lines: [
        {
          en: 'Sending the form commits you to nothing. You can also say no now, and you don’t have to say why. If there’s a court order, it stays as it is.',
          fr: 'Envoyer le formulaire ne vous engage à rien. Vous pouvez aussi dire non maintenant, sans dire pourquoi. S’il y a une ordonnance du tribunal, elle reste telle quelle.',
        },
        {
          en: `Your code works for ${practice.invitationDays} days, or until you’ve sent the form. If you need more time, call us at ${practice.phone.reach}.`,
          fr: `Votre code reste valable ${practice.invitationDays} jours, ou jusqu’à l’envoi du formulaire. S’il vous faut plus de temps, appelez-nous au ${practice.phone.reach}.`,
        },
      ],
    },
  ],
  start: { en: 'Start your intake form', fr: 'Commencer votre formulaire' },
  decline: { en: 'I’d rather not', fr: 'Je préfère ne pas participer' },
} as const satisfies Record<string, Wording | readonly TitledLines[]>

/** The page on which the other parent declines with one button, and reads what that means. */
export const declineInvitationPageWording = {
  title: { en: 'Would you rather not?', fr: 'Préférez-vous ne pas participer?' },
  lead: {
    en: 'That’s a complete answer. You don’t have to say why.',
    fr: 'C’est une réponse complète. Vous n’avez pas à dire pourquoi.',
  },
  means: {
    en: 'We won’t call you again, and your code will stop working. We won’t tell the other parent what you chose. If there’s a court order, it still stands.',
    fr: 'Nous ne vous appellerons plus, et votre code cessera de servir. Nous ne dirons pas à l’autre parent ce que vous avez choisi. S’il y a une ordonnance du tribunal, elle reste telle quelle.',
  },
  meansByParent: {
    en: 'We won’t tell the other parent what you chose. If this code hasn’t been used before, the coordinator will learn that you said no. The code will still open these pages until its time is over, so nobody can tell from it what you chose. If there’s a court order, it stays as it is.',
    fr: 'Nous ne dirons pas à l’autre parent ce que vous avez choisi. Si ce code n’a pas encore servi, la personne responsable du dossier apprendra que vous avez dit non. Le code ouvrira encore ces pages jusqu’à la fin de sa validité; personne ne peut donc en déduire votre choix. S’il y a une ordonnance du tribunal, elle reste telle quelle.',
  },
  changed: {
    en: `If you change your mind, you can call us at ${practice.phone.reach}.`,
    fr: `Si vous changez d’avis, vous pouvez nous appeler au ${practice.phone.reach}.`,
  },
  button: { en: 'No, please don’t call me again', fr: 'Non, ne m’appelez plus' },
  buttonByParent: { en: 'No, I don’t want this', fr: 'Non, je ne veux pas participer' },
  back: { en: 'Go back', fr: 'Revenir en arrière' },
  declinedTitle: { en: 'Thank you for telling us', fr: 'Merci de nous l’avoir dit' },
  declined: {
    en: 'We’ve noted it, and you don’t have to do anything more. We won’t tell the other parent what you chose.',
    fr: 'C’est noté, et vous n’avez plus rien à faire. Nous ne dirons pas à l’autre parent ce que vous avez choisi.',
  },
} as const satisfies Record<string, Wording>
