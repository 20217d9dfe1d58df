import { type ParentForm, parentForms } from '../content/forms/parent-forms.ts'
import type { Section } from '../forms/form.ts'
import { listSectionsNotAtSending } from '../forms/progress.ts'
import { specimenForm, specimenStartPageWording } from '../forms/specimen/index.ts'
import { buildStaticPathsPerLanguage, type LanguageProps } from './static-paths.ts'

/** The forms whose pages are built. The gallery adds the specimen, which the practice never asks. */
export const builtForms: readonly ParentForm[] =
  process.env.EVENHAND_GALLERY === '1'
    ? [...parentForms, { form: specimenForm, startPage: specimenStartPageWording }]
    : parentForms

export type FormProps = LanguageProps & ParentForm
export type SectionProps = FormProps & { readonly section: Section }

/** Static paths of a page that every form has, in every language: `[...lang]/[form]`. */
export const buildStaticPathsPerForm = () =>
  builtForms.flatMap((built) =>
    buildStaticPathsPerLanguage({ form: built.form.id }).map(({ params, props }) => ({
      params,
      props: { ...props, ...built },
    })),
  )

/** Static paths of a page for every section that `hasPage` accepts, in every language: `[...lang]/[form]/[section]`. */
export const buildStaticPathsPerSection = (hasPage: (section: Section) => boolean) =>
  buildStaticPathsPerForm().flatMap(({ params, props }) =>
    listSectionsNotAtSending(props.form)
      .filter(hasPage)
      .map((section) => ({
        params: { ...params, section: section.slug },
        props: { ...props, section },
      })),
  )
