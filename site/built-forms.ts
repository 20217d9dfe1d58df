import { type ParentForm, parentForms } from '../content/forms/parent-forms.ts'
import type { Section } from '../forms/form.ts'
import { listSteps } from '../forms/progress.ts'
import { specimenForm, specimenStartPage } from '../forms/specimen/index.ts'
import { type LanguageProps, staticPathsPerLanguage } from './static-paths.ts'

/** The forms whose pages are built: with the gallery also the specimen, which the practice never asks. */
export const builtForms: readonly ParentForm[] =
  process.env.EVENHAND_GALLERY === '1'
    ? [...parentForms, { form: specimenForm, startPage: specimenStartPage }]
    : parentForms

export type FormProps = LanguageProps & ParentForm
export type SectionProps = FormProps & { readonly section: Section }

/** A page of every form, in every language: the `[...lang]/[form]` of its address. */
export const staticPathsPerForm = () =>
  builtForms.flatMap((built) =>
    staticPathsPerLanguage({ form: built.form.id }).map(({ params, props }) => ({
      params,
      props: { ...props, ...built },
    })),
  )

/** A page of every section that has it, of every form and in every language: `[...lang]/[form]/[section]`. */
export const staticPathsPerSection = (hasPage: (section: Section) => boolean) =>
  staticPathsPerForm().flatMap(({ params, props }) =>
    listSteps(props.form)
      .filter(hasPage)
      .map((section) => ({
        params: { ...params, section: section.slug },
        props: { ...props, section },
      })),
  )
