import { buildByLanguage, type Language } from '../../forms/language.ts'
import { practice } from '../practice.ts'
import type { LetterFacts } from './fill-in-letter.ts'
import { type LetterTemplateKey, letterTemplateKeys } from './letter-options.ts'

const dangerWording = {
  en: 'If you’re ever in danger, call 911.',
  fr: 'Si vous êtes en danger, composez le 911.',
}

/** What each letter says, between its greeting and its closing. */
const paragraphsByTemplate: Readonly<
  Record<LetterTemplateKey, Readonly<Record<Language, readonly string[]>>>
> = {
  declined: {
    en: [
      'Thank you for writing to us. We know it took something to do it, and we read what you sent with care.',
      'We aren’t able to take it on. That is no judgment of you, or of how much it matters. It may have to do with the room we have, with what we’re licensed to do, or with which kind of help would serve you better.',
      'A lawyer, legal aid or the family justice services of your province can tell you who offers help near you.',
      `If you’d like to talk it over, or would like us to suggest where to turn, call us at ${practice.phone.reach} and give your reference. You don’t have to give your name. ${practice.phoneHours.en}`,
    ],
    fr: [
      'Merci de nous avoir écrit. Nous savons que ce n’est pas rien, et nous avons lu votre demande avec attention.',
      'Nous ne sommes pas en mesure d’y donner suite. Ce n’est un jugement ni sur vous, ni sur l’importance de ce que vous vivez. Cela peut tenir aux places dont nous disposons, à ce que nos permis d’exercice autorisent, ou au fait qu’une autre forme d’aide vous conviendrait mieux.',
      'Une avocate, un avocat, l’aide juridique ou les services de justice familiale de votre province peuvent vous dire qui offre de l’aide près de chez vous.',
      `Si vous voulez en parler, ou savoir vers qui vous tourner, appelez-nous au ${practice.phone.reach} et donnez votre référence. Vous n’avez pas à dire votre nom. ${practice.phoneHours.fr}`,
    ],
  },
  waitlisted: {
    en: [
      'Thank you for writing to us. What you sent has reached us. We have no room for another family at the moment, so you’re on our waiting list. We take families in the order their forms came.',
      'You don’t have to do anything to keep your place. Once there’s room, we’ll get in touch, only in the ways you said are safe.',
      'We know that waiting can be hard. Other services may be faster, and a lawyer or legal aid can tell you which. Turning to them doesn’t cost you your place.',
      `If it becomes urgent, tell us in “Your file”, or call us at ${practice.phone.reach} and give your reference. ${practice.phoneHours.en}`,
    ],
    fr: [
      'Merci de nous avoir écrit. Votre demande nous est bien parvenue. Nous n’avons pas de place pour une autre famille en ce moment; vous êtes donc sur notre liste d’attente. Nous prenons les familles dans l’ordre d’arrivée des demandes.',
      'Vous n’avez rien à faire pour garder votre place. Dès que ce sera possible, nous vous joindrons, seulement par les moyens sûrs que vous avez indiqués.',
      'Nous savons que l’attente peut être difficile. D’autres services pourraient être plus rapides; une avocate, un avocat ou l’aide juridique peut vous dire lesquels. Vous gardez votre place même si vous y faites appel.',
      `Si cela devient urgent, dites-le-nous dans « Votre dossier », ou appelez-nous au ${practice.phone.reach} et donnez votre référence. ${practice.phoneHours.fr}`,
    ],
  },
  'checking-in': {
    en: [
      'It’s been a while since we were last in touch, and we’d like to know how you are.',
      `There’s nothing you have to do. If you’d like to talk, or if something has changed, call us at ${practice.phone.reach} and give your reference, or tell us in “Your file”. ${practice.phoneHours.en}`,
      'If this isn’t the right time, that’s fine. You can come back to us when it suits you.',
    ],
    fr: [
      'Cela fait un moment que nous n’avons pas été en contact, et nous aimerions savoir comment vous allez.',
      `Vous n’avez rien à faire. Si vous souhaitez parler, ou si quelque chose a changé, appelez-nous au ${practice.phone.reach} et donnez votre référence, ou dites-le-nous dans « Votre dossier ». ${practice.phoneHours.fr}`,
      'Si le moment est mal choisi, ce n’est pas grave. Vous pourrez revenir vers nous quand cela vous conviendra.',
    ],
  },
}

const greetingWording = ({ name }: LetterFacts): Record<Language, string> => ({
  en: `Hello ${name},`,
  fr: `Bonjour ${name},`,
})

const closingWording = ({ coordinator }: LetterFacts): Record<Language, string> => ({
  en: `With kind regards,\n${coordinator}\n${practice.name}`,
  fr: `Bien cordialement,\n${coordinator}\n${practice.name}`,
})

const writeLetter = (template: LetterTemplateKey, facts: LetterFacts, language: Language): string =>
  [
    greetingWording(facts)[language],
    ...paragraphsByTemplate[template][language],
    dangerWording[language],
    closingWording(facts)[language],
  ].join('\n\n')

/**
 * Every letter in every language as a coordinator finds it, to send as it is or to change first: paragraphs with an empty
 * line between, and gaps in place of its facts, which `fillInLetter` fills.
 */
export const letterTexts = Object.fromEntries(
  letterTemplateKeys.map((template) => [
    template,
    buildByLanguage((language) =>
      writeLetter(template, { name: '{name}', coordinator: '{coordinator}' }, language),
    ),
  ]),
) as Readonly<Record<LetterTemplateKey, Readonly<Record<Language, string>>>>
