import type { TitledLines, Wording } from '../../forms/language.ts'
import { practice } from '../practice.ts'
import { savedPagesWording } from '../shared-device-wording.ts'
import { sentPageWording } from './page-wording.ts'

/** What the address of the joining form shows to somebody who has not entered a code yet. */
export const joiningStartPageWording = {
  title: { en: 'A form of your own', fr: 'Un formulaire rien qu’à vous' },
  lead: {
    en: 'It begins with the code you were given. The page it opens says what the form is, and you decide whether to start.',
    fr: 'Il commence par le code qu’on vous a remis. La page qu’il ouvre explique ce qu’est ce formulaire, et vous décidez si vous commencez.',
  },
  parts: [
    {
      title: { en: 'What it asks', fr: 'Ce qu’il demande' },
      lines: [
        {
          en: 'How to reach you safely, who your children are, what’s happening as you see it, and what you need. Most questions can stay empty.',
          fr: 'Comment vous joindre sans risque, qui sont vos enfants, ce qui se passe selon vous et ce qu’il vous faut. La plupart des questions peuvent rester sans réponse.',
        },
        {
          en: 'You see nothing of what the other parent wrote, except the children’s names and which parenting document they have, if you both agree. They see nothing of what you write.',
          fr: 'Vous ne voyez rien de ce que l’autre parent a écrit, sauf le nom des enfants et le document parental qu’il a, si vous le voulez tous les deux. Il ne voit rien de ce que vous écrivez.',
        },
      ],
    },
    {
      title: { en: 'Stopping and coming back', fr: 'S’arrêter et reprendre' },
      lines: [savedPagesWording],
    },
    {
      title: { en: 'Without a code', fr: 'Sans code' },
      lines: [
        {
          en: `If you lost it, call us at ${practice.phone.reach}. You can also apply yourself, without a code.`,
          fr: `Si vous l’avez perdu, appelez-nous au ${practice.phone.reach}. Vous pouvez aussi faire vous-même une demande, sans code.`,
        },
      ],
    },
  ],
  enterCode: { en: 'Enter your code', fr: 'Entrer votre code' },
  resume: {
    en: 'I’ve started already: come back with a code',
    fr: 'J’ai déjà commencé : reprendre avec un code',
  },
} as const satisfies Record<string, Wording | readonly TitledLines[]>

/** The confirmation of a parent who joined a file. It tells nothing of the other parent. */
export const joinedPageWording: { readonly title: Wording; readonly parts: readonly TitledLines[] } = {
  title: { en: 'We’ve received your intake form', fr: 'Nous avons bien reçu votre formulaire' },
  parts: [
    {
      title: { en: 'What happens next', fr: 'La suite' },
      lines: [
        {
          en: 'A coordinator will read it, and then speak with you alone. What you say there stays with us, unless the law requires us to report something. We won’t tell the other parent whether you sent this, or when, until a coordinator decides it’s time.',
          fr: 'Nous le lirons, puis nous vous parlerons en privé, sans l’autre parent. Ce que vous direz restera entre nous, sauf si la loi nous oblige à faire un signalement. Nous ne dirons pas à l’autre parent si vous avez envoyé ce formulaire, ni quand, tant que l’équipe de coordination n’aura pas jugé le moment venu.',
        },
        {
          en: `You haven’t committed to anything. If you’d rather not go on, you can withdraw in “Your file” at any hour, or call ${practice.phone.reach}. You don’t have to say why.`,
          fr: `Vous n’avez pris aucun engagement. Si vous préférez ne pas continuer, vous pouvez vous retirer à toute heure dans « Votre dossier », ou appeler le ${practice.phone.reach}. Vous n’avez pas à dire pourquoi.`,
        },
      ],
    },
    ...sentPageWording.parts.slice(1),
  ],
}
