import { expect, it } from 'vitest'
import { fileStatusCases } from '../../content/file/page-cases.ts'
import {
  authorisationStatusWording,
  authorisePageWording,
  filePageWording,
} from '../../content/file/page-wording.ts'
import { screeningFindings } from '../../content/file/screenings.ts'
import { contactHolds } from '../../db/schema.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { createParentWithFile } from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { insertScreening, screeningReasonMakers, screeningReasons } from '../../tests/support/screenings.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const read = async (parent: Visitor, path: string) => (await parseVisiblePage(await parent.get(path))).text
const db = openTestDatabase()

it('says before anything is signed that a talk alone comes first, and that a call waits for it', async () => {
  const { parent, parentId } = await createParentWithFile()
  expect(await read(parent, '/file/')).toContain(filePageWording.firstTalk.en)
  expect(await read(parent, '/file/authorise/')).toContain(authorisePageWording.firstTalk.en)
  await insertScreening(parentId)
  expect(await read(parent, '/file/')).not.toContain(filePageWording.firstTalk.en)
  expect(await read(parent, '/file/authorise/')).not.toContain(authorisePageWording.firstTalk.en)
})

it.each(languages)(
  'names one next step: a call comes later, until the talk alone, in %s',
  async (language) => {
    const { parent, parentId } = await createParentWithFile({ language })
    const page = async () => parseVisiblePage(await parent.get(localisePath(language, '/file/')))
    const before = await page()
    expect([before.shown.has('first-talk'), before.shown.has('calling-later')]).toEqual([true, true])
    expect(before.shown).not.toContain('route-one-parent')
    expect(before.text).toContain(authorisationStatusWording.later[language])
    await insertScreening(parentId)
    const after = await page()
    expect(after.shown).not.toContain('calling-later')
    expect(after.shown).toContain('route-one-parent')
  },
)

it('promises a first call until the talk alone, and none after it, to whoever can be reached or not', async () => {
  const readStatus = async (parent: Visitor) => {
    const { shown } = await parseVisiblePage(await parent.get('/file/'))
    return fileStatusCases.filter((status) => shown.has(status))
  }
  const rules = { phone: '+16135550100', phoneSafe: 'yes', mailSubject: 'reference' } as const
  const reachable = await createParentWithFile({ rules })
  expect(await readStatus(reachable.parent)).toEqual(['received'])
  await insertScreening(reachable.parentId)
  expect(await readStatus(reachable.parent)).toEqual(['under-way'])
  const unreachable = await createParentWithFile({ rules: { mailSubject: 'reference' } })
  await insertScreening(unreachable.parentId)
  expect(await readStatus(unreachable.parent)).toEqual(['under-way-unreachable'])
  for (const status of ['under-way', 'under-way-unreachable'] as const)
    expect(filePageWording.statuses[status].en).not.toMatch(/working days|talk/)
})

it('says before anything is signed that any order is read first, whatever they told of one', async () => {
  const { parent, parentId } = await createParentWithFile()
  const before = [await read(parent, '/file/'), await read(parent, '/file/authorise/')]
  await db.insert(contactHolds).values({ id: 'hold', parentId, reportedIn: 'intake', reportedAt: TEST_NOW })
  expect([await read(parent, '/file/'), await read(parent, '/file/authorise/')]).toEqual(before)
  expect(before[0]).toContain(filePageWording.firstOrder.en)
  expect(before[1]).toContain(authorisePageWording.firstOrder.en)
})

it('tells no finding: what was found of the other parent changes nothing, and one’s own only that a talk comes first', async () => {
  const { parent, parentId, fileId } = await createParentWithFile()
  const pages = async () => [await read(parent, '/file/'), await read(parent, '/file/authorise/')]
  const before = await pages()
  const shown = new Map<string, string[]>()
  for (const [index, finding] of screeningFindings.entries()) {
    await insertScreening(`other of ${fileId}`, { finding, recordedAt: index + 1 })
    expect(await pages()).toEqual(before)
    await db.insert(contactHolds).values({
      ...{ id: finding, parentId: `other of ${fileId}`, reportedIn: 'intake', reportedAt: TEST_NOW },
    })
    expect(await pages()).toEqual(before)
  }
  for (const [index, finding] of screeningFindings.entries()) {
    await insertScreening(parentId, { finding, recordedAt: index + 1 })
    shown.set(finding, await pages())
  }
  expect(shown.get('more-needed')).toEqual(before)
  expect(shown.get('not-suitable')).toEqual(before)
  expect(shown.get('with-safeguards')).toEqual(shown.get('go-ahead'))
})

it.each(screeningReasons)(
  'tells a parent whose screening says “%s” that a talk alone comes first, and the other parent nothing',
  async (reason) => {
    const { parent, parentId, fileId } = await createParentWithFile()
    const pages = async () =>
      Promise.all(['/file/', '/file/authorise/', '/file/joint-consent/'].map((path) => read(parent, path)))
    await insertScreening(parentId)
    await insertScreening(`other of ${fileId}`)
    const before = await pages()
    expect(before[0]).not.toContain(filePageWording.firstTalk.en)
    await screeningReasonMakers[reason](`other of ${fileId}`)
    expect(await pages()).toEqual(before)
    await screeningReasonMakers[reason](parentId)
    const after = await pages()
    expect(after[0]).toContain(filePageWording.firstTalk.en)
    expect(after[1]).toContain(authorisePageWording.firstTalk.en)
    // The page on which one agrees to a joint session asks the same of everybody.
    expect(after[2]).toBe(before[2])
  },
)
