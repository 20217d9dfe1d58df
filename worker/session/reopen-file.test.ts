import { describe, expect, it } from 'vitest'
import { bookingExamples } from '../../content/forms/booking/examples.ts'
import { timeRequestSection } from '../../content/forms/booking/index.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import { getSectionFields } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { BOOKING_NOW, CHANGEABLE_START, createBookingParent } from '../../tests/support/booking-actions.ts'
import { changesNothing, countRows } from '../../tests/support/database-rows.ts'
import { fillAuthorisationForm } from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal({ now: BOOKING_NOW })

const time = { way: ['video'], timeZone: ['America/Toronto'], start: [CHANGEABLE_START] }

interface ClosedPage {
  readonly path: string
  /** What a parent posts from the page, whose file is still open in `parent`. */
  readonly fields: (parent: Visitor, language?: Language) => Promise<FormFields>
  readonly leadsTo: string
  readonly table: string
}

/** Every page of “Your file” into which a parent types or on which they choose. */
const pages: readonly ClosedPage[] = [
  {
    path: '/file/book/request/',
    fields: async () => ({
      ...getSectionFields(timeRequestSection, bookingExamples.full.fields),
      revision: [''],
    }),
    leadsTo: '/file/',
    table: 'time_requests',
  },
  {
    path: '/file/authorise/',
    fields: async (parent, language) => (await fillAuthorisationForm(parent, undefined, language)).fields,
    leadsTo: '/file/receipt/',
    table: 'authorisations',
  },
  { path: '/file/book/', fields: async () => time, leadsTo: '/file/book/check/', table: 'appointments' },
  {
    path: '/file/book/check/',
    fields: async () => ({ ...time, calendarTitle: ['appointment'] }),
    leadsTo: '/file/appointment/',
    table: 'appointments',
  },
]

const languagesOfPages = languages.flatMap((language) => pages.map((page) => ({ ...page, language })))

describe('a page of “Your file” that outlived its session', () => {
  it.each(languagesOfPages)(
    'comes back as it was typed, and is sent with the code: $path in $language',
    async ({ path, fields, leadsTo, table, language }) => {
      const at = (address: string) => localisePath(language, address)
      const { parent, code } = await createBookingParent({ language })
      const typed = await fields(parent, language)
      const late = createVisitor()
      const page = await parseVisiblePage(await changesNothing(() => late.post(at(path), typed)))
      expect(page.status).toBe(410)
      expect(page.filledFields).toMatchObject(pickFilledFields(typed))
      expect(page.filledFields.code).toEqual([''])
      const before = await countRows(table)
      // Nothing on the page is stored meanwhile: it all comes in the post with the code.
      expectRedirect(await late.post(at(path), { ...typed, code: [code] }), at(leadsTo))
      expect(await countRows(table)).toBe(before + 1)
      expect((await late.get(at('/file/'))).status).toBe(200)
    },
  )

  it.each(languagesOfPages)(
    'comes back once more with a wrong code: $path in $language',
    async ({ path, fields, language }) => {
      const { parent } = await createBookingParent({ language })
      const typed = await fields(parent, language)
      const late = createVisitor()
      for (const code of ['AAAA-AAAA-AAAA-AAAA', 'nonsense']) {
        const answer = await late.post(localisePath(language, path), { ...typed, code: [code] })
        const page = await parseVisiblePage(answer)
        expect(page.status).toBe(410)
        expect(page.messages.code).toContain(codeProblemWording.unknown[language])
        expect(page.filledFields).toMatchObject(pickFilledFields(typed))
      }
    },
  )

  it.each(pages)(
    'keeps what was typed when the language is switched, and sends nothing: $path',
    async ({ path, fields }) => {
      const { parent, code } = await createBookingParent()
      const typed = await fields(parent)
      const answer = await changesNothing(() =>
        createVisitor().post(`/fr${path}`, { ...typed, code: [code], press: ['language'] }),
      )
      const { wording: _, ...others } = pickFilledFields(typed)
      const page = await parseVisiblePage(answer)
      expect([page.status, page.language]).toEqual([410, 'fr-CA'])
      expect(page.filledFields).toMatchObject(others)
    },
  )

  it('does not ask for the code, or look at one, while the file is open', async () => {
    const { parent } = await createBookingParent()
    const page = await parseVisiblePage(await parent.get('/file/book/request/'))
    expect(page.filledFields).not.toHaveProperty('code')
    const typed = getSectionFields(timeRequestSection, bookingExamples.full.fields)
    expectRedirect(await parent.post('/file/book/request/', { ...typed, code: ['wrong'] }), '/file/')
  })
})

/** The fields with something in them, but the revision, which is no field that a parent fills in. */
const pickFilledFields = ({ revision: _, ...fields }: FormFields): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(fields).filter(([, values]) => values.some((value) => value !== '')))
