/** What the sections of tests say. */
export const title = { en: 'Page', fr: 'La page' }
export const label = { en: 'Question', fr: 'La question' }
export const required = { en: 'Enter it', fr: 'Entrez-le' }
export const yesOrNo = { yes: { en: 'Yes', fr: 'Oui' }, no: { en: 'No', fr: 'Non' } }

const wording = { en: 'Words', fr: 'Mots' }

/** What a section says that repeats for up to three pets. */
export const repeatsForPets = {
  most: 3,
  one: { en: 'Pet', fr: 'Animal' },
  namedBy: 'petName',
  ...{ none: wording, add: wording, another: wording, remove: wording, full: wording },
}
