import { describe, expect, it, vi } from 'vitest'
import { filePageWording, waitingListWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { intakeCapacityWording } from '../../content/site/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import { createParentWithDraft, declarationFields, sendIntake } from '../../tests/support/intake-drafts.ts'
import { parsePage, parseVisiblePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { getCapacityWordingByProvince } from './room.ts'

const deliveries = setUpPortal()

const { byOneParent, byCourtOrder } = intakeExamples
const CAMILLE = 'camille-verdier'
const capacity = (coordinator: string) =>
  practice.coordinators.find(({ id }) => id === coordinator)?.capacity ?? 0

describe('the first page', () => {
  it.each(languages)('says that there is room in every province, in %s', async (language) => {
    expect(await shownAtStart(language)).toEqual({
      ON: intakeCapacityWording.open[language],
      BC: intakeCapacityWording.open[language],
    })
  })

  it.each(languages)('says for each province whether there is room, in %s', async (language) => {
    // Only Camille leads in British Columbia; in Ontario, Robin still has room.
    await fill(CAMILLE)
    expect(await shownAtStart(language)).toEqual({
      ON: intakeCapacityWording.open[language],
      BC: intakeCapacityWording.waiting[language],
    })
  })

  it('says that there is a waiting list once nobody has room', async () => {
    for (const { id } of practice.coordinators) await fill(id)
    expect(await shownAtStart('en')).toEqual({
      ON: intakeCapacityWording.waiting.en,
      BC: intakeCapacityWording.waiting.en,
    })
  })

  it.each(['waiting', 'new', 'open'])('counts files that are %s', async (stage) => {
    await fill(CAMILLE, capacity(CAMILLE), stage)
    expect((await shownAtStart('en')).BC).toBe(intakeCapacityWording.waiting.en)
  })

  it('counts files they assist, and none that is closed, another’s or one short of their limit', async () => {
    await fill(CAMILLE, capacity(CAMILLE) - 1)
    await fill(CAMILLE, 5, 'closed')
    await fill('jules-hartwell', 5)
    expect((await shownAtStart('en')).BC).toBe(intakeCapacityWording.open.en)
    await queryRows("update files set legal_coordinator_id = ? where id = 'jules-hartwell-0-open'", CAMILLE)
    expect((await shownAtStart('en')).BC).toBe(intakeCapacityWording.waiting.en)
  })

  it('asks the database once, with a draft and without', async () => {
    const { DB, calls } = createCountingD1()
    const parent = createVisitor({ DB })
    await changesNothing(() => parent.get('/intake/start/'))
    expect(calls.splice(0)).toHaveLength(1)
    await parent.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    calls.length = 0
    const page = await parsePage(await parent.get('/intake/start/'))
    expect(calls).toHaveLength(1)
    expect(page.filledFields.device).toEqual(['own'])
    expect(page.slots['room-ON']).toBe(intakeCapacityWording.open.en)
  })

  it('says so to whoever’s draft is gone or was never one, beside what happened', async () => {
    const late = createVisitor()
    await late.post('/intake/start/', { device: ['own'], route: ['one-parent'] })
    await queryRows('update draft_sections set expires_at = 1')
    const forger = createVisitor()
    forger.cookie = '__Host-intake=kanari'
    for (const visitor of [late, forger]) {
      const page = await parsePage(await visitor.get('/intake/start/'))
      expect([page.status, page.summary?.notice, page.slots['room-ON']]).toEqual([
        410,
        formNoticeWording.draftMissingBefore.en,
        intakeCapacityWording.open.en,
      ])
    }
  })

  it('says the same on a page that comes back, with nothing chosen', async () => {
    const visitor = createVisitor()
    expect((await parseVisiblePage(await visitor.get('/intake/start/'))).shown).toContain('room')
    // Saved with nothing chosen, the page comes back with the same notices.
    const back = await parseVisiblePage(await visitor.post('/intake/start/', {}))
    expect(back.status).toBe(422)
    expect([back.shown.has('room'), back.shown.has('uninvited')]).toEqual([true, true])
    expect(back.summary?.problems.length).toBeGreaterThan(0)
  })

  it('says nothing of how many files anybody has, or of who is full', async () => {
    const { text: before } = await parsePage(await createVisitor().get('/intake/start/'))
    await fill('robin-ashdown', 3)
    const { text } = await parsePage(await createVisitor().get('/intake/start/'))
    expect(text).toBe(before)
    await fill(CAMILLE)
    const { text: full } = await parsePage(await createVisitor().get('/intake/start/'))
    // The page names each as one whom an order may name, full or not.
    const countNames = (shown: string) => practice.coordinators.map(({ name }) => shown.split(name).length)
    expect(countNames(full)).toEqual(countNames(before))
  })
})

describe('the room of a practice', () => {
  const [robin, camille, jules] = practice.coordinators
  const singly = { worksInPairs: false, coordinators: practice.coordinators }

  it('is a lawyer’s too where each works alone, and not in pairs', () => {
    const camilleIsFull = new Map([[CAMILLE, { open: capacity(CAMILLE), accepted: capacity(CAMILLE) }]])
    expect(jules?.provinces).toContain('BC')
    expect(getCapacityWordingByProvince(camilleIsFull, singly).BC).toBe(intakeCapacityWording.open)
    expect(getCapacityWordingByProvince(camilleIsFull, { ...singly, worksInPairs: true }).BC).toBe(
      intakeCapacityWording.waiting,
    )
  })

  it('is none in a province where nobody works', () => {
    if (!robin || !camille) throw new Error('The practice has two coordinators')
    const settings = { worksInPairs: true, coordinators: [robin] }
    expect(robin.provinces).not.toContain('BC')
    expect(getCapacityWordingByProvince(new Map(), settings)).toEqual({
      ON: intakeCapacityWording.open,
      BC: intakeCapacityWording.waiting,
    })
  })
})

describe('the check', () => {
  it.each(languages)(
    'says that one joins a waiting list when nobody who fits has room, in %s',
    async (language) => {
      await fillOntario()
      const parent = await createParentWithDraft()
      expect(await waitingSaid(parent, localisePath(language, '/intake/check/'))).toBe(
        waitingListWording.before[language],
      )
    },
  )

  it('says nothing of it while somebody has room', async () => {
    const parent = await createParentWithDraft()
    expect(await waitingSaid(parent, '/intake/check/')).toBeUndefined()
    await fill('robin-ashdown')
    expect(await waitingSaid(parent, '/intake/check/')).toBeUndefined()
  })

  it('looks at the family’s own province', async () => {
    await fill(CAMILLE)
    const ontario = await createParentWithDraft()
    const british = await createParentWithDraft({ ...byOneParent.fields, province: ['BC'] })
    expect(await waitingSaid(ontario, '/intake/check/')).toBeUndefined()
    expect(await waitingSaid(british, '/intake/check/')).toBe(waitingListWording.before.en)
  })

  it('looks at the coordinator whom an order names, and at nobody else', async () => {
    await fill('robin-ashdown')
    const named: FormFields = {
      ...byCourtOrder.fields,
      device: ['own'],
      orderNamesCoordinator: ['yes'],
      orderCoordinator: ['robin-ashdown'],
    }
    expect(await waitingSaid(await createParentWithDraft(named), '/intake/check/')).toBe(
      waitingListWording.before.en,
    )
    const other = { ...named, orderCoordinator: [CAMILLE] }
    expect(await waitingSaid(await createParentWithDraft(other), '/intake/check/')).toBeUndefined()
  })

  it('promises nothing, and keeps nobody waiting, where nobody works', async () => {
    await fillOntario()
    const parent = await createParentWithDraft({ ...byOneParent.fields, province: ['elsewhere'] })
    expect(await waitingSaid(parent, '/intake/check/')).toBeUndefined()
  })

  it('still says so when it was sent too early and something is missing', async () => {
    await fillOntario()
    const parent = await createParentWithDraft()
    const answer = await parent.post('/intake/send/')
    expect(answer.status).toBe(422)
    expect(await shownIn(answer, 'waiting')).toBe(waitingListWording.before.en)
  })

  it('asks the database once, and changes nothing', async () => {
    await fillOntario()
    const { DB, calls } = createCountingD1()
    const parent = await createParentWithDraft(byOneParent.fields, 'en', { DB })
    calls.length = 0
    await changesNothing(() => parent.get('/intake/check/'))
    expect(calls).toHaveLength(1)
  })
})

describe('sending when nobody has room', () => {
  it.each(languages)(
    'puts the file on the waiting list, and says so from then on, in %s',
    async (language) => {
      await fillOntario()
      const parent = await createParentWithDraft(byOneParent.fields, language)
      const sent = await parent.post(localisePath(language, '/intake/send/'), declarationFields)
      expect(sent.headers.get('Location')).toBe(localisePath(language, '/intake/sent/'))
      const [file] = await newFiles()
      expect(file).toMatchObject({
        stage: 'waiting',
        lead_coordinator_id: null,
        proposed_legal_coordinator_id: null,
      })
      const confirmation = await parent.get(localisePath(language, '/intake/sent/'))
      const { slots } = await parsePage(confirmation.clone())
      expect(await shownIn(confirmation.clone(), 'waiting')).toBe(waitingListWording.after[language])
      expect(await shownIn(confirmation, 'received')).toBeUndefined()
      const holder = createVisitor()
      await holder.post(localisePath(language, '/file/'), { code: [slots.code ?? ''] })
      const yours = await holder.get(localisePath(language, '/file/'))
      expect(await shownIn(yours.clone(), 'waiting')).toBe(waitingListWording.after[language])
      expect(await shownIn(yours, 'received')).toBeUndefined()
    },
  )

  it('tells every administrator that it waits, and nobody else', async () => {
    await fillOntario()
    await sendIntake()
    const [file] = await newFiles()
    expect(deliveries.map(({ to }) => to)).toEqual(
      practice.coordinators.filter(({ administrator }) => administrator).map(({ email }) => email),
    )
    expect(deliveries[0]?.text).toContain(`on the waiting list: ${file?.reference}`)
    expect(await queryRows('select action from audit_events order by sequence')).toEqual([
      { action: 'intake_sent' },
      { action: 'waitlisted' },
    ])
  })

  it('promises the last place until a coordinator accepts a family', async () => {
    await fillOntario()
    await queryRows("delete from files where id = 'robin-ashdown-0-open'")
    await sendIntake(familyOf(0))
    await sendIntake(familyOf(1))
    await queryRows(
      "update files set accepted_at = 1 where stage = 'new' and rowid = (select max(rowid) from files)",
    )
    await sendIntake(familyOf(2))
    const stages = (await newFiles()).map(({ stage, lead_coordinator_id }) => [stage, lead_coordinator_id])
    expect(stages).toEqual([
      ['new', 'robin-ashdown'],
      ['new', 'robin-ashdown'],
      ['waiting', null],
    ])
  })

  it('is no waiting where nobody fits at all: an administrator assigns that file', async () => {
    await sendIntake({ ...byOneParent.fields, province: ['elsewhere'] })
    expect((await newFiles())[0]).toMatchObject({ stage: 'new', lead_coordinator_id: null })
    expect(deliveries[0]?.text).toContain('fits nobody yet')
  })

  it('keeps the order of arrival at the desk, however the files are named', async () => {
    await fillOntario()
    const team = await createAccessTeam()
    const references = []
    for (const minute of [2, 1, 3]) {
      vi.setSystemTime(Date.UTC(2026, 10, 22, 15, minute))
      await sendIntake(familyOf(minute))
      const [file] = await queryRows<{ reference: string }>(
        'select reference from files order by rowid desc limit 1',
      )
      references.push(file?.reference)
    }
    vi.useRealTimers()
    vi.setSystemTime(Date.UTC(2026, 10, 22, 16))
    const robin = await team.createVisitor(
      practice.coordinators.find(({ administrator }) => administrator)?.email,
    )
    const answer = await robin.get('/desk/api/files')
    expect(answer.status).toBe(200)
    const { waiting } = (await answer.json()) as { waiting: { reference: string; lead: unknown }[] }
    const [second, first, third] = references
    expect(waiting.map(({ reference }) => reference)).toEqual([first, second, third])
  })

  it('says “we have it” to whoever sends once there is room again', async () => {
    await fillOntario()
    const parent = await createParentWithDraft()
    expect(await waitingSaid(parent, '/intake/check/')).toBe(waitingListWording.before.en)
    await queryRows("update files set stage = 'closed'")
    await parent.post('/intake/send/', declarationFields)
    const confirmation = await parent.get('/intake/sent/')
    expect(await shownIn(confirmation.clone(), 'received')).toBe(filePageWording.statuses.received.en)
    expect(await shownIn(confirmation, 'waiting')).toBeUndefined()
  })
})

/** The sentences on the first page about each province. */
async function shownAtStart(language: Language) {
  const answer = await createVisitor().get(localisePath(language, '/intake/start/'))
  return {
    ON: await shownIn(answer.clone(), 'room-ON'),
    BC: await shownIn(answer, 'room-BC'),
  }
}

const waitingSaid = async (parent: Visitor, path: string) => shownIn(await parent.get(path), 'waiting')

/** The text in a slot of a page; undefined when it is hidden. */
async function shownIn(response: Response, slot: string): Promise<string | undefined> {
  const { slots, shown } = await parsePage(response)
  return shown.has(slot) ? slots[slot]?.replace(/[ \n]+/g, ' ').trim() : undefined
}

/** Gives a coordinator as many files as their capacity, or `files`, in a stage. */
async function fill(coordinator: string, files = capacity(coordinator), stage = 'open'): Promise<void> {
  for (let index = 0; index < files; index++) {
    const id = `${coordinator}-${index}-${stage}`
    await queryRows(
      `insert into files (id, reference, route, stage, lead_coordinator_id, created_at, accepted_at)
        values (?, ?, 'consent', ?, ?, 0, 0)`,
      id,
      id,
      stage,
      coordinator,
    )
  }
}

async function fillOntario(): Promise<void> {
  for (const { id, provinces } of practice.coordinators) if (provinces.includes('ON')) await fill(id)
  expect(await countRows('files')).toBeGreaterThan(0)
}

/** The fields of a family; families with different numbers have nothing in common. */
const familyOf = (number: number): FormFields => ({
  device: ['own'],
  route: ['one-parent'],
  legalName: [`Somebody Number${'abcd'[number]}`],
  province: ['ON'],
  phone: [`416 555 010${number}`],
  otherName: [`Other Number${'abcd'[number]}`],
  worried: ['no'],
})

/** The files that were opened by sending, oldest first. */
const newFiles = () =>
  queryRows<{ reference: string; stage: string; lead_coordinator_id: string | null }>(
    'select * from files where created_at > 0 order by rowid',
  )
