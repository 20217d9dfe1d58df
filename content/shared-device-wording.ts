import { buildWording, type Wording } from '../forms/language.ts'
import { DRAFT_DAYS_WORDING, SHARED_DEVICE_DRAFT_MINUTES_WORDING } from './retention.ts'

// Only pages show these words. The bundler drops what a pure call builds, so the worker does not carry them.

const yours = { en: 'Your', fr: 'Vos' } as const satisfies Wording

const answersGone = {
  en: 'answers are gone when you close the whole browser or, if JavaScript is on, press the red button.',
  fr: 'réponses disparaissent quand vous fermez complètement le navigateur ou, si JavaScript est activé, appuyez sur le bouton rouge.',
} as const satisfies Wording

const alsoGone = /* @__PURE__ */ buildWording(
  (language) =>
    ({
      en: `They’re also gone ${SHARED_DEVICE_DRAFT_MINUTES_WORDING[language]} after your last save.`,
      fr: `Elles disparaissent aussi ${SHARED_DEVICE_DRAFT_MINUTES_WORDING[language]} après le dernier enregistrement.`,
    })[language],
)

const unlessCode = /* @__PURE__ */ buildWording(
  (language) =>
    ({
      en: `If you ask for a code, it still opens them for ${DRAFT_DAYS_WORDING[language]}.`,
      fr: `Si vous demandez un code, lui seul les ouvre encore, pendant ${DRAFT_DAYS_WORDING[language]}.`,
    })[language],
)

const savedPages = /* @__PURE__ */ buildWording(
  (language) =>
    ({
      en: `Each page is saved when you continue. On a device that only you use, you can come back within ${DRAFT_DAYS_WORDING[language]}. On a shared device, your`,
      fr: `Chaque page est enregistrée quand vous continuez. Sur un appareil que personne d’autre n’utilise, vous pouvez reprendre dans les ${DRAFT_DAYS_WORDING[language]}. Sur un appareil partagé, vos`,
    })[language],
)

/** When answers on a shared device are gone. The red button needs JavaScript. */
export const sharedDeviceAnswersGoneWording = /* @__PURE__ */ buildWording(
  (language) => `${yours[language]} ${answersGone[language]} ${alsoGone[language]}`,
)

/** The same, and that a code spares them. */
export const sharedDeviceDraftEndWording = /* @__PURE__ */ buildWording(
  (language) => `${sharedDeviceAnswersGoneWording[language]} ${unlessCode[language]}`,
)

/** What is saved, and for how long on a device of one’s own and on a shared one. */
export const savedPagesWording = /* @__PURE__ */ buildWording(
  (language) =>
    `${savedPages[language]} ${answersGone[language]} ${alsoGone[language]} ${unlessCode[language]}`,
)

export const plainTabTitleWording: Wording = {
  en: 'The tab’s title won’t say what the page is about.',
  fr: 'Le titre de l’onglet ne dira pas de quoi il s’agit.',
}
