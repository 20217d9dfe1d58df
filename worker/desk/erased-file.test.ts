import { beforeEach, describe, expect, it } from 'vitest'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { createCookieJarVisitor } from '../../tests/support/cookie-jar-visitor.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { deskRouteTable, insertTableFile, TABLE_FILE } from '../../tests/support/desk-route-table.ts'
import { setPrivacyOfficer } from '../../tests/support/privacy-officers.ts'
import { fillRoutePath, publicRouteTable } from '../../tests/support/public-route-table.ts'
import { withoutFloodLimits } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { generatePrivateCode, hashCode } from '../privacy/code.ts'

setUpPortal()

let team: Awaited<ReturnType<typeof createAccessTeam>>
beforeEach(async () => {
  setPrivacyOfficer('jules-hartwell')
  team = await createAccessTeam()
  await insertTableFile()
})

const signIn = (name: string) => team.createVisitor(`${name}@lantern-street.example.com`, withoutFloodLimits)

/** Erases what a file of two parents holds of one, who has withdrawn, or of both, once it is closed. */
async function erase(side: 'initiating' | 'other' | null): Promise<void> {
  await queryRows(
    "update parents set status = 'closed' where file_id = ? and side = coalesce(?, side)",
    TABLE_FILE,
    side,
  )
  if (side === null) {
    await queryRows("update files set stage = 'closed' where id = ?", TABLE_FILE)
    await queryRows(
      'insert into file_retentions (file_id, closed_at, expires_at) values (?, 1, 9e12)',
      TABLE_FILE,
    )
  }
  const { status } = await postJson(await signIn('jules'), `/desk/api/files/${TABLE_FILE}/erasure`, {
    ...{ side, reason: 'court-order' },
  })
  expect(status).toBe(204)
}

describe.each([
  ['of the family', null],
  ['of the parent who came first', 'initiating'],
  ['of the other parent', 'other'],
] as const)('once what is held %s was erased', (_, side) => {
  it('its lead finds no fault at the desk', async () => {
    await erase(side)
    const lead = await signIn('camille')
    const faults: string[] = []
    for (const [route, { body }] of Object.entries(deskRouteTable)) {
      const [method = '', path = ''] = route.split(' ')
      const address = fillRoutePath(path, TABLE_FILE).replace('/none', '/appointment')
      const { status } = await lead.request(address, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(method !== 'GET' && { body: JSON.stringify(body?.() ?? {}) }),
      })
      if (status >= 500) faults.push(`${route}: ${status}`)
    }
    expect(faults).toEqual([])
  })
})

describe.each([
  ['initiating', 'other'],
  ['other', 'initiating'],
] as const)('once what is held of the %s parent was erased', (side, left) => {
  it('the other one finds every page of their file', async () => {
    const { keys } = parseEnvironment(bindings)
    const code = generatePrivateCode()
    await queryRows(
      'update parents set access_code_hash = ? where file_id = ? and side = ?',
      await hashCode(keys.draft, 'file', code),
      TABLE_FILE,
      left,
    )
    await erase(side)
    const parent = createCookieJarVisitor(withoutFloodLimits)
    await parent.post('/file/', { code: [code] })
    const shown = await parent.get('/file/')
    expect(await shown.text()).toContain(`${left} ${TABLE_FILE}`)
    // The receipt is not among them: the evidence of the example is none.
    const paths = Object.keys(publicRouteTable).flatMap(
      (route) => /^ALL (\/file\/(?!receipt).*)$/.exec(route)?.[1] ?? [],
    )
    expect(paths.length).toBeGreaterThan(10)
    for (const path of paths)
      expect((await parent.get(fillRoutePath(path, TABLE_FILE))).status, path).toBeLessThan(500)
  })
})

it('lets nobody be called again who asked not to be, though their data was erased', async () => {
  const lead = await signIn('camille')
  const readGate = async () => {
    const { calls } = (await (await lead.get(`/desk/api/files/${TABLE_FILE}/calls`)).json()) as {
      calls: { gate: string }[]
    }
    return calls[0]?.gate
  }
  await queryRows('delete from submissions where parent_id = ?', `other ${TABLE_FILE}`)
  await queryRows('update parents set status = null where id = ?', `other ${TABLE_FILE}`)
  for (const [id, outcome] of [
    ['asked', 'asked-no-contact'],
    ['heard', 'reached'],
  ])
    await queryRows(
      `insert into contact_entries
        (id, file_id, side, direction, channel, outcome, happened_at, recorded_at, recorded_by)
        values (?, ?, 'other', 'incoming', 'phone', ?, ?, ?, 'camille-verdier')`,
      ...[id, TABLE_FILE, outcome, Date.now(), Date.now()],
    )
  expect(await readGate()).toBe('ended')
  await queryRows(
    `insert into contact_entries
      (id, file_id, side, direction, channel, outcome, happened_at, recorded_at, recorded_by, amends_id)
      select 'amended', file_id, side, direction, channel, 'reached', happened_at, recorded_at, recorded_by, id
      from contact_entries where id = 'asked'`,
  )
  await erase('other')
  expect(await readGate()).toBe('ended')
  expect(
    await queryRows('select id from contact_entries where file_id = ? order by rowid', TABLE_FILE),
  ).toEqual([{ id: 'asked' }, { id: 'amended' }])
})
