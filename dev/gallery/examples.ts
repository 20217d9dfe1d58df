import type { Example } from '../../content/forms/example.ts'
import type { Form } from '../../content/forms/form.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { specimenExamples } from '../../content/forms/specimen/examples.ts'
import { specimen } from '../../content/forms/specimen/index.ts'
import { languages, pathIn } from '../../content/language.ts'

/** Every form with its named examples. */
export const shown: readonly { form: Form; examples: Readonly<Record<string, Example>> }[] = [
  { form: specimen, examples: specimenExamples },
  { form: intake, examples: intakeExamples },
]

/** Every page of the gallery: each section of each form, in each example, in both languages. */
export const galleryPages = shown.flatMap(({ form, examples }) =>
  form.sections.flatMap((section) =>
    Object.entries(examples).flatMap(([name, example]) =>
      languages.map((language) => ({
        title: `${form.id} · ${section.title[language]} · ${example.title} · ${language}`,
        path: pathIn(language, `/gallery/${form.id}/${section.slug}/?example=${name}`),
      })),
    ),
  ),
)
