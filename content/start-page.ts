import type { Wording } from './language.ts'
import { practice } from './practice.ts'

/** A titled group of paragraphs. */
interface Part {
  readonly title: Wording
  readonly lines: readonly Wording[]
}

/** What a parent reads before the first question. */
export const startPage: { readonly lead: Wording; readonly parts: readonly Part[] } = {
  lead: {
    en: 'Three short pages, about ten minutes. You can stop at any time and come back on this device within 28 days.',
    fr: 'Trois courtes pages, une dizaine de minutes. Vous pouvez vous arrêter à tout moment et reprendre sur cet appareil dans les 28 jours.',
  },
  parts: [
    {
      title: { en: 'What we ask', fr: 'Ce que nous demandons' },
      lines: [
        {
          en: 'How you come to us, how to reach you safely, and who the other parent is. Most questions can be left empty: your coordinator completes them with you.',
          fr: 'Votre point de départ, comment vous joindre sans risque et qui est l’autre parent. La plupart des questions peuvent rester vides : nous les compléterons ensemble.',
        },
      ],
    },
    {
      title: { en: 'Who reads it', fr: 'Qui la lira' },
      lines: [
        {
          en: 'The coordinators of this practice, and nobody else unless the law requires a report, for example when a child is at risk. We do not tell the other parent that you wrote to us.',
          fr: 'L’équipe de coordination de ce cabinet et personne d’autre, sauf si la loi nous oblige à faire un signalement, par exemple quand un enfant est en danger. Nous ne disons pas à l’autre parent que vous nous avez écrit.',
        },
      ],
    },
    {
      title: { en: 'If somebody else uses this device', fr: 'Si quelqu’un d’autre utilise cet appareil' },
      lines: [
        {
          en: 'Use another one if you can: a friend’s, a library’s. The red button, or Shift pressed three times, takes you to a weather page at once. It does not clear your history.',
          fr: 'Prenez-en un autre si possible : celui d’une amie, d’une bibliothèque. Le bouton rouge, ou la touche Maj enfoncée trois fois, ouvre tout de suite une page de météo. Il n’efface pas votre historique.',
        },
      ],
    },
  ],
}

/** What a parent reads once the intake is with the practice. */
export const sentPage: { readonly parts: readonly Part[] } = {
  parts: [
    {
      title: { en: 'What happens next', fr: 'La suite' },
      lines: [
        {
          en: `A coordinator reads what you wrote and reaches you within ${practice.answersWithinDays} working days, only in the ways you said are safe.`,
          fr: `Une personne de notre équipe lira ce que vous avez écrit et vous joindra d’ici ${practice.answersWithinDays} jours ouvrables, seulement par les moyens que vous avez dits sûrs.`,
        },
        {
          en: 'We do not call or write to the other parent. If that would help, your coordinator asks you first.',
          fr: 'Nous n’appelons pas l’autre parent et ne lui écrivons pas. Si cela pouvait aider, nous vous le demanderons d’abord.',
        },
      ],
    },
    {
      title: { en: 'Keep your reference', fr: 'Gardez votre référence' },
      lines: [
        {
          en: `Write it down or print this page. If you do not hear from us, call ${practice.phone.reach} and give it; you need not say your name to whoever answers.`,
          fr: `Notez-la ou imprimez cette page. Si vous n’avez pas de nos nouvelles, appelez le ${practice.phone.reach} et donnez-la; vous n’avez pas à dire votre nom à la personne qui répond.`,
        },
        {
          en: 'On a shared device, close this window now. The page cannot be opened again after an hour.',
          fr: 'Sur un appareil partagé, fermez cette fenêtre maintenant. Au bout d’une heure, la page ne peut plus être rouverte.',
        },
      ],
    },
  ],
}
