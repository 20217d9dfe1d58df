import type { Wording } from '../../forms/language.ts'
import { practice } from '../practice.ts'

/** On “Your file” and the confirmation: leads a parent who comes by consent to the code for the other one. */
export const joiningCodeLinkWording = {
  title: { en: 'A form for the other parent', fr: 'Un formulaire pour l’autre parent' },
  lead: {
    en: 'If you both want this, you can give the other parent a code, see the one you gave and until when it works, or take it back. It opens a form of their own in the same file. Nothing you wrote is shown to them, except the children’s names and which parenting document you have, if you both agree.',
    fr: 'Si les deux parents le veulent, vous pouvez remettre un code à l’autre parent, voir celui que vous lui avez remis et jusqu’à quand il sert, ou le retirer. Il ouvre un formulaire rien qu’à lui, dans le même dossier. Rien de ce que vous avez écrit ne lui est montré, sauf le nom des enfants et le document parental que vous avez, si vous le voulez tous les deux.',
  },
  button: { en: 'Read about the code', fr: 'En savoir plus sur le code' },
} as const satisfies Record<string, Wording>

/** The page on which a parent gives the other one a code. */
export const joiningCodePageWording = {
  title: { en: 'A form for the other parent', fr: 'Un formulaire pour l’autre parent' },
  lead: {
    en: 'Both parents have the same standing here: the same questions, and a talk alone with a coordinator first.',
    fr: 'Les deux parents ont ici la même place : les mêmes questions, et d’abord un entretien en privé avec nous.',
  },
  means: [
    {
      en: 'The code opens an empty form. With it, the other parent becomes part of this file. You keep your place, and they don’t take another one.',
      fr: 'Le code ouvre un formulaire vide. Avec lui, l’autre parent entre dans ce dossier. Vous gardez votre place, et il n’en prend pas une autre.',
    },
    {
      en: 'Whether they use it is up to them. We won’t tell you whether they did, and we won’t tell them what you wrote, except what you choose to show them.',
      fr: 'L’autre parent décide s’il s’en sert. Nous ne vous dirons pas s’il l’a fait, et nous ne lui dirons pas ce que vous avez écrit, sauf ce que vous choisissez de lui montrer.',
    },
    {
      en: 'Give it only in a way the other parent has chosen, and only if writing or speaking to them is safe for you. If an order may forbid contact between you, don’t pass on a code; call us.',
      fr: 'Ne le remettez que par un moyen que l’autre parent a choisi, et seulement si lui parler ou lui écrire est sûr pour vous. Si une ordonnance interdit peut-être les contacts entre vous, ne remettez aucun code; appelez-nous.',
    },
  ],
  shows: {
    en: 'What may the other parent see of your intake form?',
    fr: 'Que peut voir l’autre parent de votre demande?',
  },
  showsHint: {
    en: 'Tick nothing if you aren’t sure. What you tick saves them from typing it again, and is shown only if they ask to see it.',
    fr: 'Dans le doute, ne cochez rien. Ce que vous cochez lui évite de l’écrire de nouveau, et ne lui est montré que s’il demande à le voir.',
  },
  showsChildren: {
    en: 'The names of the children you told us about, except of a child who isn’t born yet',
    fr: 'Les noms des enfants dont vous nous avez parlé, sauf celui d’un enfant à naître',
  },
  showsDocument: {
    en: 'Which parenting document you have: a plan, an order, an agreement or none',
    fr: 'Le document parental que vous avez : un plan, une ordonnance, une entente ou aucun',
  },
  give: { en: 'Create the code', fr: 'Créer le code' },
  codeTitle: { en: 'The code for the other parent', fr: 'Le code pour l’autre parent' },
  until: { en: 'It works until', fr: 'Il est valable jusqu’au' },
  sharing: {
    en: 'If they ask to see it, the form shows them:',
    fr: 'S’il le demande, le formulaire lui montre :',
  },
  sharingNothing: {
    en: 'The form shows them nothing of yours.',
    fr: 'Le formulaire ne lui montre rien de vous.',
  },
  changing: {
    en: 'To change this, or if the code doesn’t work, take it back and create another one. You can take it back at any time, and it stops working at once. If a form was already sent with it, we keep that form.',
    fr: 'Pour changer cela, ou si le code n’ouvre rien, retirez-le et créez-en un autre. Vous pouvez le retirer à tout moment; il n’ouvre alors plus rien. Un formulaire déjà envoyé avec lui reste chez nous.',
  },
  takeBack: { en: 'Take the code back', fr: 'Retirer le code' },
  waits: {
    en: 'For now, there’s no code to pass on. A code that you pass on is contact too, so a coordinator first talks with you alone and reads any order there is. You don’t have to do anything.',
    fr: 'Pour l’instant, il n’y a pas de code à remettre. Remettre un code est aussi un contact; nous vous parlons donc d’abord en privé et lisons l’ordonnance, s’il y en a une. Vous n’avez rien à faire.',
  },
  waitsCall: {
    en: `If you have a copy, or want to ask something, call ${practice.phone.reach}.`,
    fr: `Si vous en avez une copie, ou pour toute question, appelez le ${practice.phone.reach}.`,
  },
  back: { en: 'Back to your file', fr: 'Retour à votre dossier' },
} as const satisfies Record<string, Wording | readonly Wording[]>
