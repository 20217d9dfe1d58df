import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import type { Example } from '../../forms/example.ts'
import { askedOn, type Form, fieldsOfItem, itemsOf, type Section, visibleFields } from '../../forms/form.ts'
import { languages, pathIn } from '../../forms/language.ts'
import { readSection } from '../../forms/parse.ts'
import { steps } from '../../forms/progress.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { specimenExamples } from '../../forms/specimen/examples.ts'
import { specimen } from '../../forms/specimen/index.ts'

/** Every form with its named examples. */
export const shown: readonly { form: Form; examples: Readonly<Record<string, Example>> }[] = [
  { form: specimen, examples: specimenExamples },
  { form: intake, examples: intakeExamples },
]

/** Every page of the gallery: each section of each form, and one of what it repeats for, in each example and language. */
export const galleryPages = shown.flatMap(({ form, examples }) =>
  steps(form).flatMap((section) =>
    Object.entries(examples).flatMap(([name, { title, fields }]) =>
      languages.flatMap((language) => {
        const list = `/gallery/${form.id}/${section.slug}/`
        const [item] = itemsOf(section, fields)
        return [undefined, ...(item ? [item] : [])].map((one) => ({
          title: `${form.id} · ${section.title[language]} · ${title} · ${language}`,
          path: pathIn(language, `${list}${one ? `${one}/` : ''}?example=${name}`),
          look: JSON.stringify([language, list, one !== undefined, lookOf(form, section, fields, one)]),
        }))
      }),
    ),
  ),
)

/** What sets a page apart from the same page in another example: which questions are open, and which are to be mended. */
function lookOf(form: Form, section: Section, fields: Fields, item: string | undefined) {
  if (section.repeats && item === undefined) return Math.min(itemsOf(section, fields).length, 1)
  const own = item === undefined ? fields : fieldsOfItem(section, item, fields)
  const reading = readSection(section, own)
  const toMend = reading.ok ? [] : reading.problems.map(({ field }) => field)
  return [...askedOn(section, own, { ...visibleFields(form, fields) }), ...toMend]
}
