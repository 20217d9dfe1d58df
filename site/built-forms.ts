import { type ParentForm, parentForms } from '../content/forms/parent-forms.ts'
import type { Section } from '../forms/form.ts'
import { listSteps } from '../forms/progress.ts'
import { specimenForm, specimenStartPage } from '../forms/specimen/index.ts'
import { type LanguageProps, staticPathsPerLanguage } from './static-paths.ts'

/** The forms whose pages are built. The gallery adds the specimen, which the practice never asks. */
export const builtForms: readonly ParentForm[] =
  process.env.EVENHAND_GALLERY === '1'
    ? [...parentForms, { form: specimenForm, startPage: specimenStartPage }]
    : parentForms

export type FormProps = LanguageProps & ParentForm
export type SectionProps = FormProps & { readonly section: Section }

/** Static paths of a page that every form has, in every language: `[...lang]/[form]`. */
export const staticPathsPerForm = () =>
  builtForms.flatMap((built) =>
    staticPathsPerLanguage({ form: built.form.id }).map(({ params, props }) => ({
      params,
      props: { ...props, ...built },
    })),
  )

/** Static paths of a page for every section that `hasPage` accepts, in every language: `[...lang]/[form]/[section]`. */
export const staticPathsPerSection = (hasPage: (section: Section) => boolean) =>
  staticPathsPerForm().flatMap(({ params, props }) =>
    listSteps(props.form)
      .filter(hasPage)
      .map((section) => ({
        params: { ...params, section: section.slug },
        props: { ...props, section },
      })),
  )
