import { expect, it } from 'vitest'
import { addablePages, asksAboutSafety, tellMorePages } from '../content/forms/added-pages.ts'
import { parentForms } from '../content/forms/parent-forms.ts'
import { type PageWithSlots, pageSlotsByPath } from '../content/page-slots.ts'
import { listBuiltPages, readBuiltAttributes } from '../dev/built-site.ts'
import { languages, localisePath, splitLanguagePath } from '../forms/language.ts'
import { listSectionsNotAtSending } from '../forms/progress.ts'

const pagesOfEveryForm = ['check', 'send-again', 'tasks', 'resume', 'resume-code'] as const

/** The name in `pageSlotsByPath` under which each page of a form is declared, by English path. */
const formPages = new Map<string, PageWithSlots>(
  parentForms.flatMap(({ form }) => [
    ...listSectionsNotAtSending(form).flatMap(({ slug, repeats }): [string, PageWithSlots][] => {
      const path = `/${form.id}/${slug}/`
      return repeats
        ? [
            [path, 'list'],
            [`${path}item/`, 'item'],
          ]
        : [[path, 'section']]
    }),
    ...pagesOfEveryForm.map((page): [string, PageWithSlots] => [`/${form.id}/${page}/`, page]),
  ]),
)
for (const { slug } of addablePages) formPages.set(`/file/more/${slug}/`, 'addition')
const built = listBuiltPages().map((address) => {
  const { language, path } = splitLanguagePath(address)
  return { language, path, slots: new Set(readBuiltAttributes(address, '[data-slot]', 'data-slot')) }
})
const declaredSlots = (page: PageWithSlots) => new Set(Object.keys(pageSlotsByPath[page]))
const isDeclared = (path: string): path is PageWithSlots => Object.hasOwn(pageSlotsByPath, path)

/** The slots of a page, those of a list of pages by their names. */
const expandedSlots = (page: PageWithSlots) =>
  new Set(
    [...declaredSlots(page)].flatMap((slot) =>
      page === '/file/more/' && slot === 'status'
        ? tellMorePages.filter((more) => !asksAboutSafety(more)).map(({ slug }) => `status-${slug}`)
        : [slot],
    ),
  )

it.each(languages)(
  'builds on each page the slots that are declared for it, and no other (%s)',
  (language) => {
    for (const page of Object.keys(pageSlotsByPath)
      .filter((path) => path.startsWith('/'))
      .filter(isDeclared)) {
      const found = built.find((each) => each.language === language && each.path === page)
      expect(found?.slots, localisePath(language, page)).toEqual(expandedSlots(page))
    }
  },
)

it.each(['section', 'list', 'item', 'addition'] as const)(
  'builds on the pages of a form those of a %s',
  (kind) => {
    const pages = built.filter(({ path }) => formPages.get(path) === kind)
    expect(pages.length).toBeGreaterThanOrEqual(2 * languages.length)
    expect(new Set(pages.flatMap(({ slots }) => [...slots]))).toEqual(declaredSlots(kind))
  },
)

it.each(pagesOfEveryForm)('builds for every form those of its page: %s', (kind) => {
  const pages = built.filter(({ path }) => formPages.get(path) === kind)
  expect(pages.length).toBe(parentForms.length * languages.length)
  for (const { path, slots } of pages) {
    const steps = parentForms.flatMap(({ form }) =>
      path.startsWith(`/${form.id}/`) ? listSectionsNotAtSending(form) : [],
    )
    const expected = [...declaredSlots(kind)].flatMap((slot) =>
      kind === 'tasks' && slot === 'status' ? steps.map(({ slug }) => `status-${slug}`) : [slot],
    )
    expect(slots, path).toEqual(new Set(expected))
  }
})

it('builds a slot on no page without a declaration', () => {
  const undeclared = built.filter(({ path }) => !isDeclared(path) && !formPages.has(path))
  expect(undeclared.length).toBeGreaterThan(20)
  expect(undeclared.filter(({ slots }) => slots.size > 0)).toEqual([])
})
