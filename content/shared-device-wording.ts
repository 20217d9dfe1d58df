import type { Wording } from '../forms/language.ts'
import { DRAFT_DAYS_WORDING, SHARED_DEVICE_DRAFT_MINUTES_WORDING } from './retention.ts'

const answersGone = {
  en: 'answers are gone when you close the whole browser or, if JavaScript is on, press the red button.',
  fr: 'réponses disparaissent quand vous fermez complètement le navigateur ou, si JavaScript est activé, appuyez sur le bouton rouge.',
} as const satisfies Wording

const alsoGone = {
  en: `They’re also gone ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.en} after your last save.`,
  fr: `Elles disparaissent aussi ${SHARED_DEVICE_DRAFT_MINUTES_WORDING.fr} après le dernier enregistrement.`,
} as const satisfies Wording

const unlessCode = {
  en: `If you ask for a code, it still opens them for ${DRAFT_DAYS_WORDING.en}.`,
  fr: `Si vous demandez un code, lui seul les ouvre encore, pendant ${DRAFT_DAYS_WORDING.fr}.`,
} as const satisfies Wording

/** When answers on a shared device are gone. The red button needs JavaScript. */
export const sharedDeviceAnswersGoneWording = {
  en: `Your ${answersGone.en} ${alsoGone.en}`,
  fr: `Vos ${answersGone.fr} ${alsoGone.fr}`,
} as const satisfies Wording

/** The same, and that a code spares them. */
export const sharedDeviceDraftEndWording = {
  en: `${sharedDeviceAnswersGoneWording.en} ${unlessCode.en}`,
  fr: `${sharedDeviceAnswersGoneWording.fr} ${unlessCode.fr}`,
} as const satisfies Wording

/** What is saved, and for how long on a device of one’s own and on a shared one. */
export const savedPagesWording = {
  en: `Each page is saved when you continue. On a device that only you use, you can come back within ${DRAFT_DAYS_WORDING.en}. On a shared device, your ${answersGone.en} ${alsoGone.en} ${unlessCode.en}`,
  fr: `Chaque page est enregistrée quand vous continuez. Sur un appareil que personne d’autre n’utilise, vous pouvez reprendre dans les ${DRAFT_DAYS_WORDING.fr}. Sur un appareil partagé, vos ${answersGone.fr} ${alsoGone.fr} ${unlessCode.fr}`,
} as const satisfies Wording
