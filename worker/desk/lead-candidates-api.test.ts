import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { files, matchTokens } from '../../db/schema.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { changesNothing, queryRows } from '../../tests/support/database-rows.ts'
import { buildFileRow, insertFilesLedBy } from '../../tests/support/file-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const db = openTestDatabase()
const { fields } = intakeExamples.byOneParent

interface Answer {
  readonly candidates: readonly {
    readonly id: string
    readonly isLead: boolean
    readonly carriedFiles: number
    readonly unreadFiles: number
    readonly capacity: number
    readonly objections: readonly string[]
  }[]
  readonly isProvinceSettled: boolean
  readonly waitingBefore: { readonly count: number; readonly references: readonly string[] }
}

let signIn: (name: string, bindings?: Readonly<Record<string, unknown>>) => Promise<Visitor>
beforeEach(async () => {
  const team = await createAccessTeam()
  signIn = (name, bindings = {}) => team.createVisitor(`${name}@lantern-street.example.com`, bindings)
})

/** Sends an intake, whose file nobody leads then. */
async function sendUnassigned(changes: typeof fields = {}): Promise<{ id: string; reference: string }> {
  await sendIntake({ ...fields, ...changes })
  const [file] = await queryRows<{ id: string; reference: string }>('select id, reference from files')
  if (!file) throw new Error('The intake opened a file')
  await queryRows('update files set lead_coordinator_id = null')
  return file
}

const addressOf = (reference: string) => `/desk/api/files/${reference}/lead-candidates`
const ask = async (reference: string): Promise<Answer> =>
  (await changesNothing(async () => (await signIn('robin')).get(addressOf(reference)))).json()
const objectionsById = ({ candidates }: Answer) =>
  Object.fromEntries(candidates.map(({ id, objections }) => [id, objections]))

/** Lets a coordinator lead another family's file in which one of the parents occurs. */
async function giveConflict(fileId: string, leadCoordinatorId: string): Promise<void> {
  await db.insert(files).values(buildFileRow('another family', { leadCoordinatorId }))
  await db.insert(matchTokens).values(
    [fileId, 'another family'].map((one) => ({
      ...{ token: 'shared', kind: 'email' as const, fileId: one, side: 'initiating' as const },
    })),
  )
}

/** Puts the file on the waiting list, behind families who have waited longer. */
async function waitBehind(count: number): Promise<void> {
  await queryRows("update files set stage = 'waiting'")
  for (let nth = 1; nth <= count; nth++)
    await db.insert(files).values(buildFileRow(`W41T-000${nth}`, { stage: 'waiting', createdAt: nth }))
}

describe('who could lead a file', () => {
  it('says of each what speaks against them, as the decision names it, and how many files they carry', async () => {
    const { id, reference } = await sendUnassigned({ province: ['BC'] })
    await insertFilesLedBy('jules-hartwell', 8)
    await insertFilesLedBy('robin-ashdown', 3)
    await insertFilesLedBy('robin-ashdown', 2, { acceptedAt: null })
    await giveConflict(id, 'camille-verdier')
    const answer = await ask(reference)
    expect(answer).toMatchObject({ isProvinceSettled: true, waitingBefore: { count: 0, references: [] } })
    expect(answer.candidates.map(({ carriedFiles, capacity }) => `${carriedFiles} of ${capacity}`)).toEqual([
      '3 of 12',
      '1 of 10',
      '8 of 8',
    ])
    expect(answer.candidates.map(({ unreadFiles }) => unreadFiles)).toEqual([2, 0, 0])
    expect(objectionsById(answer)).toEqual({
      'robin-ashdown': ['not-licensed'],
      'camille-verdier': ['conflict'],
      'jules-hartwell': ['no-room'],
    })
  })

  it.each<[string, typeof fields, boolean]>([
    ['is known', { province: ['ON'] }, true],
    ['is elsewhere', { province: ['elsewhere'] }, true],
    ['is not known', { province: ['not-sure'] }, false],
  ])('says of licences only what is known: the province %s', async (_, changes, isSettled) => {
    const { reference } = await sendUnassigned(changes)
    expect((await ask(reference)).isProvinceSettled).toBe(isSettled)
  })

  it('names the families who have waited longest, and how many there are', async () => {
    const { reference } = await sendUnassigned()
    await waitBehind(4)
    const references = ['W41T-0001', 'W41T-0002', 'W41T-0003']
    expect((await ask(reference)).waitingBefore).toEqual({ count: 4, references })
  })

  it('marks who leads it now, and tells nothing that a parent wrote', async () => {
    const { reference } = await sendUnassigned({ province: ['BC'] })
    await queryRows("update files set lead_coordinator_id = 'camille-verdier'")
    const answer = await ask(reference)
    expect(answer.candidates.filter(({ isLead }) => isLead).map(({ id }) => id)).toEqual(['camille-verdier'])
    const told = JSON.stringify(answer)
    const typed = Object.values(fields)
      .flat()
      .filter((value) => /[ @]/.test(value))
    for (const secret of [...typed, 'BC']) expect(told).not.toContain(secret)
  })

  it('is told to who may assign the file, in one call to the database', async () => {
    const { reference } = await sendUnassigned()
    await queryRows("update files set lead_coordinator_id = 'camille-verdier'")
    const statuses = await Promise.all(
      practice.coordinators.map(
        async ({ email }) =>
          (await (await signIn(email.split('@')[0] ?? '')).get(addressOf(reference))).status,
      ),
    )
    expect(statuses).toEqual([200, 403, 404])
    const { DB, calls } = createCountingD1()
    expect((await (await signIn('robin', { DB })).get(addressOf(reference))).status).toBe(200)
    expect(calls).toHaveLength(1)
  })
})
