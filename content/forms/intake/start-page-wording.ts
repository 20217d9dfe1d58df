import type { TitledLines, Wording } from '../../../forms/language.ts'
import { practice } from '../../practice.ts'
import { savedPagesWording } from '../../shared-device-wording.ts'
import { firstHalfMinutesWording, secondHalfMinutesWording } from './estimate.ts'

/** What a parent reads before the first question. Only the site reads it, so the worker does not carry it. */
export const startPageWording = {
  title: { en: 'The intake form', fr: 'Votre demande' },
  lead: {
    en: `The first part takes about ${firstHalfMinutesWording.en}, and that’s enough for us to call you. You can stop at any time, and leave most questions empty.`,
    fr: `La première partie prend environ ${firstHalfMinutesWording.fr}, et elle suffit pour que nous vous appelions. Vous pouvez vous arrêter à tout moment et laisser la plupart des questions sans réponse.`,
  },
  parts: [
    {
      title: { en: 'What it’s for', fr: 'À quoi sert ce formulaire' },
      lines: [
        {
          en: 'The first part asks how to reach you safely, who the other parent and your children are, and what’s happening, in a few lines. With it we can see whether we can help, and call you.',
          fr: 'La première partie demande comment vous joindre sans risque, qui sont l’autre parent et vos enfants, et ce qui se passe, en quelques lignes. Elle nous permet de voir si nous pouvons vous aider, et de vous appeler.',
        },
        {
          en: `The rest is about documents, lawyers, background and what you need. All of it takes about ${secondHalfMinutesWording.en}, and none of it has to be done before you send.`,
          fr: `Le reste porte sur les documents, les avocates et avocats, le contexte et ce qu’il vous faut. Comptez environ ${secondHalfMinutesWording.fr} en tout; cette partie peut attendre après l’envoi.`,
        },
        {
          en: 'We’ll fill in whatever you leave empty with you at the first session. Often you can also choose “I don’t know”, or to tell us in person.',
          fr: 'Ce que vous laissez vide, nous le remplirons ensemble à la première rencontre. Souvent, vous pouvez aussi choisir « Je ne sais pas », ou d’en parler de vive voix.',
        },
      ],
    },
    {
      title: { en: 'Stopping and coming back', fr: 'S’arrêter et reprendre' },
      lines: [savedPagesWording],
    },
    {
      title: { en: 'What to have on hand', fr: 'À avoir sous la main' },
      lines: [
        {
          en: 'If it’s easy and safe: your children’s dates of birth, a phone number for the other parent and the court order, if there is one. You can start without them.',
          fr: 'Si c’est facile et sans risque : les dates de naissance de vos enfants, un numéro de téléphone de l’autre parent et l’ordonnance du tribunal, s’il y en a une. Vous pouvez commencer sans tout cela.',
        },
      ],
    },
    {
      title: { en: 'Who reads it', fr: 'Qui le lira' },
      lines: [
        {
          en: 'Only the coordinators of this practice. The law may require us to report something, for example when a child is at risk. What you say about your safety stays closed until a coordinator opens it and records why.',
          fr: 'Seulement l’équipe de coordination du cabinet. La loi peut nous obliger à faire un signalement, par exemple quand un enfant est en danger. Ce que vous dites de votre sécurité reste sous clé jusqu’à ce qu’une personne de l’équipe l’ouvre, en consignant pourquoi.',
        },
        {
          en: 'We won’t tell the other parent that you wrote to us, unless a coordinator decides to, after looking at what’s safe. If you let us call them, we’ll say on that call that you came to us.',
          fr: 'Nous ne dirons pas à l’autre parent que vous nous avez écrit, à moins que l’équipe de coordination le décide, après avoir regardé ce qui est sans risque. Si vous nous permettez de l’appeler, nous lui dirons que vous avez fait appel à nous.',
        },
      ],
    },
    {
      title: { en: 'What happens afterwards', fr: 'Ce qui se passe ensuite' },
      lines: [
        {
          en: `We’ll reach you within ${practice.answersWithinDays} working days, only in the ways you said are safe, to plan a first session. Often you can choose a time for it yourself, right after sending. If there’s a waiting list, you’ll know before you send. Sending commits you to nothing. We’ll only call the other parent after you say we may.`,
          fr: `Nous vous joindrons d’ici ${practice.answersWithinDays} jours ouvrables, seulement par les moyens sûrs que vous avez indiqués, pour fixer une première rencontre. Souvent, vous pouvez aussi en choisir le moment vous-même, tout de suite après l’envoi. S’il y a une liste d’attente, vous le saurez avant d’envoyer. Envoyer cette demande ne vous engage à rien. Nous n’appellerons l’autre parent que si vous nous le permettez.`,
        },
      ],
    },
    {
      title: { en: 'If someone else uses this device', fr: 'Si quelqu’un d’autre utilise cet appareil' },
      lines: [
        {
          en: 'Use another one if you can, such as a library’s or a friend’s. If this is the only one, say on the first page that it’s shared.',
          fr: 'Prenez-en un autre si possible, par exemple à la bibliothèque ou chez des proches. Si vous n’avez que celui-ci, indiquez à la première page qu’il est partagé.',
        },
        {
          en: 'The red button, or the Shift key pressed three times, takes you straight to a weather page. It doesn’t clear your browser’s history.',
          fr: 'Le bouton rouge, ou la touche Maj enfoncée trois fois, ouvre tout de suite une page de météo. Cela n’efface pas l’historique de votre navigateur.',
        },
      ],
    },
  ],
} as const satisfies Record<string, Wording | readonly TitledLines[]>
