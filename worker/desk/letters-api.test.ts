import { beforeEach, describe, expect, it } from 'vitest'
import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { createParentWithFile } from '../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'
import { sealDisplayName } from '../contact/display-name.ts'
import { parseEnvironment } from '../environment.ts'
import { deriveQueryTokens } from '../privacy/search-tokens.ts'

const deliveries = setUpPortal()
const env = parseEnvironment(bindings)
const FILE = 'K7Q4-9MX2'

let team: Awaited<ReturnType<typeof createDeskTeam>>
beforeEach(async () => {
  team = await createDeskTeam()
  await insertFamilyOfTwoParents(FILE)
})

interface Letters {
  readonly readers: {
    readonly side: string
    readonly language: string
    readonly refusalReason: string | null
    readonly hasSafeAddress: boolean
    readonly newestLetter: string | null
    readonly texts: Record<'declined' | 'waitlisted' | 'checking-in', string>
  }[]
  readonly letters: { readonly id: string }[]
}

const load = async (who = team.camille, file = FILE) =>
  (await (await who.get(`/desk/api/files/${file}/letters`)).json()) as Letters
const letter = (changes: object = {}) => ({
  ...{ id: crypto.randomUUID(), side: 'initiating', template: 'checking-in', delivery: 'your-file' },
  ...{ text: 'Hello, how are you?', seen: null, confirmedWords: null, ...changes },
})
const send = (changes: object = {}, who: Visitor = team.camille, file = FILE) =>
  postJson(who, `/desk/api/files/${file}/letters`, letter(changes))

describe('the templates', () => {
  it('are filled in for each parent in their own language, and name nobody else', async () => {
    const { readers, letters } = await load()
    expect(letters).toEqual([])
    const [initiating, other] = readers
    expect([initiating?.language, other?.language]).toEqual(['en', 'fr'])
    for (const text of Object.values(initiating?.texts ?? {})) {
      expect(text).toMatch(/^Hello Ottilie Marchbanks,\n\n/)
      expect(text).toContain(`Camille Verdier\n${practice.name}`)
      expect(text).not.toMatch(/Barnabé|Quesnel|[{}]/)
    }
    for (const text of Object.values(other?.texts ?? {})) {
      expect(text).toMatch(/^Bonjour Barnabé Quesnel,\n\n/)
      expect(text).not.toMatch(/Ottilie|Marchbanks|[{}]/)
    }
  })

  it('are one call to the database, and change nothing', async () => {
    const { DB, calls } = createCountingD1()
    const who = await team.team.createVisitor('camille@lantern-street.example.com', { DB })
    await expectNoChange(200, () => who.get(`/desk/api/files/${FILE}/letters`))
    expect(calls).toHaveLength(1)
  })

  it('are there for parents who came alone, and for whom no name is known', async () => {
    await queryRows("update parents set status = null where side = 'other'")
    await queryRows('update parents set sealed_display_name = null')
    const { readers } = await load()
    expect(readers.map(({ side }) => side)).toEqual(['initiating'])
    expect(readers[0]?.texts.declined).toMatch(/^Hello,\n\n/)
  })
})

describe('a letter', () => {
  it('is kept sealed with the file and on record, and a neutral e-mail says that something is there', async () => {
    const body = letter({ text: 'Kanari: how are you?' })
    expect((await postJson(team.camille, `/desk/api/files/${FILE}/letters`, body)).status).toBe(204)
    const { form_versions: _, ...tables } = await selectAllTables()
    expect(JSON.stringify(tables)).not.toContain('Kanari')
    expect(await queryRows('select action, actor, detail from audit_events')).toEqual([
      {
        ...{ action: 'letter_sent', actor: 'camille-verdier' },
        detail: expect.stringMatching(
          /"side":"initiating","letterTemplate":"checking-in","letterDelivery":"your-file","edited":true,"letterDigest":"[0-9a-f]{64}"/,
        ),
      },
    ])
    const [mail, ...more] = deliveries
    expect(more).toEqual([])
    expect([mail?.to, JSON.parse(mail?.body ?? '').from, mail?.subject]).toEqual([
      'ottilie@example.com',
      practice.discreetMailFrom,
      mailSubjectOptions.documents.en,
    ])
    expect(mail?.text).toContain('something new for you to read')
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Kanari|Marchbanks|Camille|parent|letter/i)
    const { letters } = await load()
    expect(letters).toEqual([
      {
        ...{ id: body.id, side: 'initiating', template: 'checking-in', delivery: 'your-file' },
        ...{ sentAt: expect.any(Number), sentBy: { id: 'camille-verdier', name: 'Camille Verdier' } },
      },
    ])
    const reading = await postJson(team.jules, `/desk/api/files/${FILE}/readings/letter`, { letter: body.id })
    expect(reading.status).toBe(404)
    const own = await postJson(team.camille, `/desk/api/files/${FILE}/readings/letter`, { letter: body.id })
    expect(await own.json()).toEqual({ text: 'Kanari: how are you?' })
    expect(await queryRows('select action from audit_events order by sequence')).toEqual([
      { action: 'letter_sent' },
      { action: 'letter_read' },
    ])
  })

  it('is never sent twice: not by a second press, nor by somebody who had not seen the first', async () => {
    const body = letter()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => postJson(team.camille, `/desk/api/files/${FILE}/letters`, body)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, ...Array(7).fill(409)])
    await expectNoChange(409, () => postJson(team.camille, `/desk/api/files/${FILE}/letters`, body))
    await expectNoChange(409, () => send({}, team.robin))
    expect([deliveries.length, (await load()).letters.length]).toEqual([1, 1])
    expect((await send({ seen: body.id }, team.robin)).status).toBe(204)
    expect((await send({ side: 'other' })).status).toBe(204)
  })

  it('as the template has it says so on record', async () => {
    const { readers } = await load()
    expect((await send({ template: 'declined', text: readers[0]?.texts.declined })).status).toBe(204)
    const [event] = await queryRows<{ detail: string }>('select detail from audit_events')
    expect(JSON.parse(event?.detail ?? '')).toMatchObject({ letterTemplate: 'declined', edited: false })
  })

  it('to be printed sends no e-mail, and is what remains for a parent without a safe address', async () => {
    await insertFamilyOfTwoParents('N0N0-SAFE', {
      parents: { initiating: { rules: { mailSubject: 'reference', phone: '+14165550123' } } },
    })
    expect(
      (await load(team.camille, 'N0N0-SAFE')).readers.map(({ hasSafeAddress }) => hasSafeAddress),
    ).toEqual([false, true])
    await expectNoChange(409, () => send({}, team.camille, 'N0N0-SAFE'))
    expect((await send({ delivery: 'print' }, team.camille, 'N0N0-SAFE')).status).toBe(204)
    expect([deliveries, (await load(team.camille, 'N0N0-SAFE')).letters.length]).toEqual([[], 1])
  })

  it.each([
    ['closed', "update files set stage = 'closed'"],
    [
      'on-hold',
      `insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', 'other ${FILE}', 'intake', 1)`,
    ],
    ['withdrawn', "update parents set application_withdrawn_at = 1 where side = 'initiating'"],
  ])('is refused by any means, with the reason, while it is %s', async (reason, change) => {
    const { readers } = await load()
    await queryRows(change)
    const [after] = (await load()).readers
    expect([readers[0]?.refusalReason, after?.refusalReason]).toEqual([null, reason])
    for (const delivery of ['your-file', 'print']) await expectNoChange(409, () => send({ delivery }))
    expect(deliveries).toEqual([])
  })

  it.each([
    [
      'a hold',
      `insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', 'other ${FILE}', 'intake', 1)`,
    ],
    ['the closure', "update files set stage = 'closed'"],
    ['a withdrawal', "update parents set application_withdrawn_at = 1 where side = 'initiating'"],
    [
      'a change of the contact rules',
      "update parents set sealed_contact_rules = 'changed' where side = 'initiating'",
    ],
    [
      'an address that turns out to be the other parent’s too',
      `insert into match_tokens (token, kind, file_id, side)
        values ('one', 'reach-email', '${FILE}', 'initiating'), ('one', 'email', '${FILE}', 'other')`,
    ],
    ['another lead', "update files set lead_coordinator_id = 'jules-hartwell'"],
  ])('is not sent when %s comes between what was read and the write', async (_, change) => {
    const DB = createD1ActingBefore(/insert into "sent_letters"/, () => queryRows(change))
    const who = await team.team.createVisitor('camille@lantern-street.example.com', { DB })
    const answer = await send({}, who)
    expect(answer.status).toBe(409)
    expect(await queryRows('select 1 from sent_letters')).toEqual([])
    expect(await queryRows('select 1 from outbox')).toEqual([])
  })

  it('takes one call to read and one to write, and one more for the names in what was changed', async () => {
    const { DB, calls } = createCountingD1()
    const who = await team.team.createVisitor('camille@lantern-street.example.com', { DB })
    const [, other] = (await load()).readers
    // The record has a beginning then, as that of every file has.
    await send({ delivery: 'print' })
    const forMail = (statements: readonly string[]) => statements[0]?.startsWith('update "outbox"')
    const count = () => calls.filter((statements) => !forMail(statements)).length
    const unchanged = { side: 'other', delivery: 'print', text: other?.texts['checking-in'] }
    expect((await send(unchanged, who)).status).toBe(204)
    expect(count()).toBe(2)
    calls.length = 0
    const [newest] = (await load()).letters
    expect((await send({ ...unchanged, text: 'Bonjour', seen: newest?.id }, who)).status).toBe(204)
    expect(count()).toBe(3)
  })

  it('that seems to name a child or the other parent is asked about, with the words, and is sent once they are confirmed', async () => {
    const values = [['word:quesnel'], ['word:noa'], ['word:marchbanks']]
    const tokens = await deriveQueryTokens(env.keys.index, values)
    for (const token of tokens.flat())
      await queryRows('insert into search_tokens (token, file_id) values (?, ?)', token, FILE)
    const { readers } = await load()
    const text = `${readers[0]?.texts['checking-in']} Is Noa well? And mr. QUESNEL, whom noa…`
    const answer = await expectNoChange(422, () => send({ text }))
    const asked = { code: 'invalid', paths: ['text.Noa', 'text.QUESNEL'] }
    expect(await answer.json()).toEqual(asked)
    const half = await expectNoChange(422, () => send({ text, confirmedWords: 'Noa' }))
    expect(await half.json()).toEqual(asked)
    expect((await send({ text, confirmedWords: 'Noa QUESNEL' })).status).toBe(204)
    const [event] = await queryRows<{ detail: string }>(
      'select detail from audit_events order by sequence desc',
    )
    expect(JSON.parse(event?.detail ?? '')).toMatchObject({ edited: true, wordsConfirmed: true })
    expect(event?.detail).not.toMatch(/Noa|QUESNEL/)
  })

  it('may name its reader in full, and whoever writes it, but not a child who has neither name', async () => {
    const [parent] = await queryRows<{ id: string }>(
      "select parents.id from parents join files on files.id = file_id where reference = ? and side = 'initiating'",
      FILE,
    )
    const names = { full: 'Ottilie Augusta Marchbanks', inUse: 'Tilly' }
    const sealed = await sealDisplayName(env.keys, parent?.id ?? '', names)
    await queryRows('update parents set sealed_display_name = ? where id = ?', sealed, parent?.id)
    const tokens = await deriveQueryTokens(
      env.keys.index,
      ['augusta', 'tilly', 'marchbanks', 'camille', 'noa'].map((word) => [`word:${word}`]),
    )
    for (const token of tokens.flat())
      await queryRows('insert or ignore into search_tokens (token, file_id) values (?, ?)', token, FILE)
    const text = 'Dear Ottilie Augusta Marchbanks, or Tilly.\nCamille'
    const answer = await expectNoChange(422, () => send({ text: `${text}\nNoa` }))
    expect(await answer.json()).toEqual({ code: 'invalid', paths: ['text.Noa'] })
    expect((await send({ text })).status).toBe(204)
    const { readers } = await load()
    const unchanged = { text: readers[0]?.texts['checking-in'], seen: readers[0]?.newestLetter }
    expect((await send(unchanged)).status).toBe(204)
  })

  it.each([
    ['no text', { text: ' ' }],
    ['too long a text', { text: 'a'.repeat(4001) }],
    ['another template', { template: 'angry' }],
    ['another means', { delivery: 'pigeon' }],
  ])('with %s is refused', async (_, changes) => {
    await expectNoChange(422, () => send(changes))
  })

  it('is not to be changed or deleted once it is sent', async () => {
    await send()
    for (const change of ["update sent_letters set sent_by = 'x'", 'delete from sent_letters'])
      await expect(queryRows(change)).rejects.toThrow('append-only')
  })
})

describe('“Your file”', () => {
  const RULES = { email: 'sam@example.org' } as const

  it('shows the parent their letters, and nothing that is stored in them as markup', async () => {
    const { parent, reference } = await createParentWithFile({ rules: RULES })
    const before = await parseVisiblePage(await parent.get('/file/'))
    expect(before.text).not.toContain('Letters from us')
    const text = 'Hello,\n\nHow <b>are</b> you?\nCamille'
    expect((await send({ text }, team.robin, reference)).status).toBe(204)
    const [first] = (await load(team.robin, reference)).letters
    const printed = { text: 'On paper', delivery: 'print', seen: first?.id }
    expect((await send(printed, team.robin, reference)).status).toBe(204)
    const page = await (await parent.get('/file/')).text()
    expect(page).toContain('<p>How &#60;b&#62;are&#60;/b&#62; you?<br>Camille</p>')
    expect(page).not.toContain('On paper')
    await queryRows("update parents set status = 'closed' where status is not null")
    expect(await (await parent.get('/file/')).text()).toContain('Camille</p>')
  })

  it('shows no letter to whoever got a new code, until it is confirmed, nor to another parent', async () => {
    const { parent, parentId, reference } = await createParentWithFile({ rules: RULES })
    const other = await createParentWithFile({ rules: RULES })
    await send({ text: 'Kanari' }, team.robin, reference)
    expect(await (await parent.get('/file/')).text()).toContain('Kanari')
    expect(await (await other.parent.get('/file/')).text()).not.toContain('Kanari')
    await queryRows(
      "update parents set access_code_replaced_at = 5, access_code_replaced_by = 'robin-ashdown' where id = ?",
      parentId,
    )
    expect(await (await parent.get('/file/')).text()).not.toContain('Kanari')
  })
})
