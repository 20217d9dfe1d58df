import type { Wording } from '../forms/language.ts'

/** The most that one document may weigh. A page that a phone photographs has 2 to 6 MB. */
const MAX_DOCUMENT_MEGABYTES = 25
export const MAX_DOCUMENT_BYTES = MAX_DOCUMENT_MEGABYTES * 1_000_000

/** The most pixels of a picture: each takes four bytes wherever one is shown. Phones photograph with 12 to 50 million. */
export const MAX_PICTURE_PIXELS = 90_000_000

/** Why a document is not taken, and what a parent can do instead. */
export const documentRefusalWording = {
  empty: {
    en: 'This document has nothing in it. Choose it again, or choose another one',
    fr: 'Ce document est vide. Choisissez-le de nouveau, ou choisissez-en un autre',
  },
  too_large: {
    en: `This document is larger than ${MAX_DOCUMENT_MEGABYTES} MB. Send it in parts, or photograph its pages`,
    fr: `Ce document dépasse ${MAX_DOCUMENT_MEGABYTES} Mo. Envoyez-le en plusieurs parties, ou photographiez ses pages`,
  },
  unknown_type: {
    en: 'We can’t take a document of this type. Send a PDF, a Word or text document, or a photo (JPEG or PNG)',
    fr: 'Nous n’acceptons pas ce type de document. Envoyez un PDF, un document Word ou texte, ou une photo (JPEG ou PNG)',
  },
  heic: {
    en: 'This photo is in Apple’s HEIC format, which we can’t open. Send it as a JPEG, or take a screenshot of it and send that',
    fr: 'Cette photo est au format HEIC d’Apple, que nous ne pouvons pas ouvrir. Envoyez-la en JPEG, ou faites-en une capture d’écran et envoyez celle-ci',
  },
  old_word: {
    en: 'This Word document is in an old format, or has a password. Save it as a PDF and send that',
    fr: 'Ce document Word est dans un ancien format, ou protégé par un mot de passe. Enregistrez-le en PDF et envoyez le PDF',
  },
  word_with_macros: {
    en: 'This Word document contains macros, which we don’t take. Save it as a PDF and send that',
    fr: 'Ce document Word contient des macros, que nous n’acceptons pas. Enregistrez-le en PDF et envoyez le PDF',
  },
  cut_off: {
    en: 'The end of this document is missing. Open it to check that it’s whole, then send it again',
    fr: 'Il manque la fin de ce document. Ouvrez-le pour vérifier qu’il est complet, puis envoyez-le de nouveau',
  },
  damaged: {
    en: 'This photo is damaged, and we can’t open it. Take it again, or take a screenshot of it',
    fr: 'Cette photo est endommagée, et nous ne pouvons pas l’ouvrir. Reprenez-la, ou faites-en une capture d’écran',
  },
  too_many_pixels: {
    en: 'This photo is too detailed. Take it again with the usual setting of your camera, or take a screenshot of it',
    fr: 'Cette photo est trop détaillée. Reprenez-la avec le réglage habituel de l’appareil, ou faites-en une capture d’écran',
  },
} as const satisfies Record<string, Wording>

export type DocumentRefusal = keyof typeof documentRefusalWording
