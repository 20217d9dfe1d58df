import { expect, it } from 'vitest'
import { deskAddresses } from '../../content/desk-addresses.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createWatchedD1, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const FILE = 'K7Q4-9MX2'

const signIn = async (bindings = {}): Promise<Visitor> =>
  (await createAccessTeam()).createVisitor('camille@lantern-street.example.com', bindings)

async function readPageData(visitor: Visitor, path: string): Promise<{ html: string; data: object }> {
  const html = await (await visitor.get(path)).text()
  const [, json] = /<script id="page-data" type="application\/json">([^<]*)<\/script>/.exec(html) ?? []
  return { html, data: JSON.parse(json ?? 'null') }
}

it.each([
  ['/desk/', 'today'],
  ['/fr/desk/', 'today'],
  ['/desk/files/', 'files'],
  ['/fr/desk/files/', 'files'],
])(
  'comes with what it shows first, as the API tells it, in one call to the database: %s',
  async (path, name) => {
    await insertFamilyOfTwoParents(FILE)
    const { DB, calls } = createCountingD1()
    const camille = await signIn({ DB })
    const { data } = await readPageData(camille, path)
    expect(calls).toEqual([expect.anything()])
    expect(JSON.stringify(data)).toContain('Ottilie Marchbanks')
    const ask = async (query: string) => (await camille.get(`/desk/api/${query}`)).json()
    expect(data).toEqual({ me: await ask('me'), [name]: await ask(name) })
    await changesNothing(() => readPageData(camille, path))
  },
)

it('tells of no file on every other page', async () => {
  await insertFamilyOfTwoParents(FILE)
  const { DB, calls } = createCountingD1()
  const camille = await signIn({ DB })
  const { today: _, files: __, ...others } = deskAddresses
  for (const address of Object.values(others)) {
    const { data } = await readPageData(camille, address.replace(':reference', FILE))
    expect([address, Object.keys(data)]).toEqual([address, ['me']])
  }
  expect(calls).toEqual([])
})

it('ends at no name that looks like markup', async () => {
  const name = '</script><script src="/x.js"></script><!--'
  await insertFamilyOfTwoParents(FILE, {
    parents: { initiating: { rules: { name, mailSubject: 'reference' } } },
  })
  const { html, data } = await readPageData(await signIn(), '/desk/files/')
  expect(data).toMatchObject({ files: { files: [{ people: { initiating: name } }] } })
  expect(html).not.toContain('<script src=')
})

it('opens without a list that can’t be loaded, which the desk asks for again', async () => {
  const logs = captureConsole()
  const DB = createWatchedD1(() => Promise.reject(new Error('D1_ERROR: no such column: Marchbanks')))
  const { data } = await readPageData(await signIn({ DB }), '/desk/')
  expect(data).toEqual({ me: expect.objectContaining({ id: 'camille-verdier' }) })
  expect(logs.eventsNamed('error')).toHaveLength(1)
  expect(logs.lines.join()).not.toContain('Marchbanks')
})
