import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import type { FormExample } from '../../forms/example.ts'
import {
  addUnprefixedItemFields,
  type Form,
  getVisibleFieldsOutsideItems,
  listItemIds,
  listVisibleQuestionNamesAndCollectFields,
  type Section,
} from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { parseSectionFields } from '../../forms/parse.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import { specimenExamples } from '../../forms/specimen/examples.ts'
import { specimenForm } from '../../forms/specimen/index.ts'

/** Every form that the gallery shows, with its named examples. */
export const galleryForms: readonly { form: Form; examples: Readonly<Record<string, FormExample>> }[] = [
  { form: specimenForm, examples: specimenExamples },
  { form: intakeForm, examples: intakeExamples },
  // Its questions are those of the intake; what differs shows with one example.
  { form: joiningForm, examples: { byConsent: intakeExamples.byConsent } },
]

/** Lists every page of the gallery: each section of each form, and its first item, in each example and language. */
export const listGalleryPages = () =>
  galleryForms.flatMap(({ form, examples }) =>
    listSectionsNotAtSending(form).flatMap((section) =>
      Object.entries(examples).flatMap(([name, { title, fields }]) =>
        languages.flatMap((language) => {
          const list = `/gallery/${form.id}/${section.slug}/`
          const [item] = listItemIds(section, fields)
          return [undefined, ...(item ? [item] : [])].map((one) => ({
            title: `${form.id} · ${section.title[language]} · ${title} · ${language}`,
            path: localisePath(language, `${list}${one ? `${one}/` : ''}?example=${name}`),
            look: JSON.stringify([
              language,
              list,
              one !== undefined,
              describeLook(form, section, fields, one),
            ]),
          }))
        }),
      ),
    ),
  )

/** Describes what differs between examples of a page: the questions that are asked, and the fields to mend. */
function describeLook(form: Form, section: Section, fields: FormFields, item: string | undefined) {
  if (section.repeats && item === undefined) return Math.min(listItemIds(section, fields).length, 1)
  const own = item === undefined ? fields : addUnprefixedItemFields(section, item, fields)
  const reading = parseSectionFields(section, own)
  const invalidFields = reading.ok ? [] : reading.problems.map(({ field }) => field)
  return [
    ...listVisibleQuestionNamesAndCollectFields(section, own, {
      ...getVisibleFieldsOutsideItems(form, fields),
    }),
    ...invalidFields,
  ]
}
