import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../content/time/units.ts'
import { nextSteps } from '../../content/today/next-steps.ts'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { getFileListPath } from '../client/routes.ts'
import { ROWS_DRAWN_FIRST } from '../ui/use-is-drawn-whole.ts'
import { fileFlags } from './file-flags.ts'
import { FilesPage } from './files-page.tsx'
import { changeChoice, formatListChoice, parseListChoice, takePage } from './list-choice.ts'
import { arrangeFiles } from './list-rows.ts'
import { buildClosedFilesQuery, type OpenFileList, type OpenListedFile, openFilesQuery } from './queries.ts'
import { buildFileCountWording, filesWording, getProvinceWording } from './wording.ts'

/** Monday, November 23, 2026. */
const NOW = Date.UTC(2026, 10, 23, 15)
const CAMILLE = { id: 'camille', name: 'Camille Verdier' }

const buildFile = (
  reference: string,
  { facts = {}, ...others }: Partial<Omit<OpenListedFile, 'facts'>> & { facts?: object | null } = {},
): OpenListedFile =>
  ({
    ...{ reference, route: 'consent', stage: 'open', createdAt: NOW, lastEventAt: NOW, language: 'en' },
    ...{ lead: CAMILLE, role: 'lead', people: null, messageOutcome: 'sent', mayDismiss: false },
    ...{ contactHoldState: null, unreachable: [], isUrgent: false, hasRelatedFile: false },
    ...{ provinces: ['ON'], needsInterpreter: false, hasNeeds: false },
    facts: facts && {
      ...{ stage: 'open', route: 'consent', createdAt: NOW, hasLead: true, isLocked: false, parents: [] },
      ...{ hasUnreviewedRelatedFile: false, contactHold: null, lastActAt: NOW, lastReadAt: NOW },
      ...{ upcoming: null, unnotedSince: null, metJointlyAt: null, messageFailedAt: null },
      ...facts,
    },
    ...others,
  }) as OpenListedFile

const buildList = (files: readonly OpenListedFile[], waiting: readonly OpenListedFile[] = []) =>
  ({
    ...{ now: NOW, answersWithinDays: 3, files, waiting, more: false, sealedMessages: 0, asking: [] },
  }) as unknown as OpenFileList

const arrange = (list: OpenFileList, query: Record<string, string> = {}) =>
  arrangeFiles(list, parseListChoice(query), 'UTC')
const referencesOf = (list: OpenFileList, query?: Record<string, string>) =>
  arrange(list, query).rows.map(({ file }) => file.reference)

const waitingFile = (reference: string) =>
  buildFile(reference, { ...{ stage: 'waiting', lead: null, role: null }, facts: { hasLead: false } })
const people = (initiating: string) => ({ people: { initiating, other: null } })

describe('the list', () => {
  const late = buildFile('LATE', { facts: { unnotedSince: NOW - 4 * DAY_MS } })
  const held = buildFile('HELD', {
    contactHoldState: 'on-hold',
    facts: { contactHold: { state: 'on-hold', reportedAt: NOW, expiresOn: null } },
  })
  const idle = buildFile('IDLE', { lastEventAt: NOW - DAY_MS, createdAt: NOW - 9, ...people('Zoë') })
  const unread = buildFile('UNKNOWN', {
    facts: null,
    role: null,
    lastEventAt: null,
    createdAt: NOW - 3 * DAY_MS,
  })
  const list = buildList([idle, unread, late, held], [waitingFile('FIRST'), waitingFile('SECOND')])

  it('lists what a coordinator left behind among the files that nobody leads, and says why', () => {
    const left = buildFile('LEFT', {
      lead: { id: 'noor-haddad', name: 'Noor Haddad', hasLeft: true },
      role: null,
    })
    const { rows, countByView } = arrange(buildList([left, late]), { view: 'unassigned' })
    expect(rows.map(({ file, flags }) => [file.reference, flags])).toEqual([['LEFT', ['lead-left']]])
    expect(countByView).toMatchObject({ open: 2, unassigned: 1 })
  })

  it('puts first what presses most, and whose step may not be known last', () => {
    expect(referencesOf(list)).toEqual(['HELD', 'LATE', 'IDLE', 'UNKNOWN', 'FIRST', 'SECOND'])
  })

  it.each([
    ['newest', ['LATE', 'HELD', 'IDLE', 'UNKNOWN']],
    ['active', ['LATE', 'HELD', 'IDLE', 'UNKNOWN']],
    ['quiet', ['UNKNOWN', 'IDLE', 'LATE', 'HELD']],
    ['name', ['IDLE', 'UNKNOWN', 'LATE', 'HELD']],
  ])('sorts by %s, and leaves those who wait in their order', (sort, expected) => {
    expect(referencesOf(list, { sort })).toEqual([...expected, 'FIRST', 'SECOND'])
  })

  it('shows each family who waits once, with its place', () => {
    const { rows, countByView } = arrange(list, { view: 'waiting', sort: 'name' })
    expect(rows.map(({ file, place }) => [file.reference, place])).toEqual([
      ['FIRST', 1],
      ['SECOND', 2],
    ])
    expect(countByView).toEqual({ open: 6, mine: 3, assisting: 0, unassigned: 0, waiting: 2 })
  })

  it('has a view for what somebody leads, assists in, and what nobody leads', () => {
    const ofViews = buildList([
      buildFile('MINE'),
      buildFile('ASSISTED', { role: 'assistant' }),
      buildFile('NOBODYS', { role: null, lead: null }),
    ])
    const views = ['open', 'mine', 'assisting', 'unassigned', 'waiting'].map((view) =>
      referencesOf(ofViews, { view }),
    )
    expect(views).toEqual([['MINE', 'ASSISTED', 'NOBODYS'], ['MINE'], ['ASSISTED'], ['NOBODYS'], []])
  })

  it.each<[Record<string, string>, Parameters<typeof buildFile>[1]]>([
    [{ flag: 'urgent' }, { isUrgent: true }],
    [{ flag: 'order-forbids' }, { contactHoldState: 'order-forbids' }],
    [{ flag: 'related-file' }, { hasRelatedFile: true }],
    [{ flag: 'unreachable' }, { unreachable: ['other'] }],
    [{ flag: 'interpreter' }, { needsInterpreter: true }],
    [{ flag: 'needs' }, { hasNeeds: true }],
    [{ province: 'BC' }, { provinces: ['ON', 'BC'] }],
    [{ flag: 'mail-failed' }, { messageOutcome: 'failed' }],
    [{ stage: 'new' }, { stage: 'new' }],
    [{ language: 'fr' }, { language: 'fr' }],
    [{ lead: 'jules' }, { lead: { id: 'jules', name: 'Jules Hartwell' }, role: null }],
    [{ lead: 'nobody' }, { lead: null, role: null }],
    [
      { flag: 'urgent', language: 'fr' },
      { isUrgent: true, language: 'fr' },
    ],
  ])('limited to %j shows what fits, and nothing else', (query, facts) => {
    expect(referencesOf(buildList([buildFile('OTHER'), buildFile('FITS', facts)]), query)).toEqual(['FITS'])
  })

  it('finds nothing by a value that there is not', () => {
    expect(referencesOf(list, { flag: 'constructor' })).toEqual([])
    expect(referencesOf(list, { language: 'xx' })).toEqual([])
  })
})

describe('the address of the list', () => {
  it.each([
    {},
    {
      view: 'mine',
      sort: 'quiet',
      flag: 'urgent',
      language: 'fr',
      province: 'ON',
      lead: 'camille',
      stage: 'new',
      page: '2',
    },
    { view: 'closed', at: '17', before: 'K7Q4-9MX2' },
  ])('leads back to the same list: %j', (query) => {
    const path = getFileListPath('en', formatListChoice(parseListChoice(query)))
    expect(Object.fromEntries(new URL(path, 'https://desk.example').searchParams)).toEqual(query)
  })

  it('understands what somebody altered as the list without it', () => {
    for (const query of [{ view: 'x' }, { sort: 'drop' }, { page: '0' }, { page: '-1' }, { page: '1e9' }])
      expect(parseListChoice(query as Record<string, string>)).toEqual(parseListChoice({}))
  })

  it('begins at the first page when anything else changes', () => {
    const later = parseListChoice({ page: '3', flag: 'urgent' })
    expect(changeChoice(later, { sort: 'name' })).toMatchObject({
      page: 1,
      sort: 'name',
      filters: later.filters,
    })
  })

  it.each([
    [1, 50, 1],
    [2, 1, 2],
    [9, 1, 2],
  ])('page %i of 51 files has %i', (page, length, shown) => {
    const rows = Array.from({ length: 51 }, (_, nth) => nth)
    const taken = takePage(rows, page)
    expect([taken.rows.length, taken.page, taken.pages]).toEqual([length, shown, 2])
  })
})

describe('the page', () => {
  const render = (list: OpenFileList, query: Record<string, string> = {}, language: 'en' | 'fr' = 'en') =>
    renderAtDesk(createElement(FilesPage, { query }), [[openFilesQuery.queryKey, list]], language)

  it('shows whose file it is, what stands out, the next step and by when, who leads and when something happened', () => {
    const file = buildFile('K7Q4-9MX2', {
      ...people('Anouk'),
      ...{ contactHoldState: 'on-hold', isUrgent: true, language: 'fr', lastEventAt: NOW - DAY_MS },
      facts: { unnotedSince: NOW - 4 * DAY_MS },
    })
    const html = render(buildList([file]), {}, 'fr')
    const shown = [
      ...['K7Q4-9MX2', 'Anouk', fileFlags['on-hold'].wording.fr, fileFlags.urgent.wording.fr],
      ...[nextSteps['note-session'].reason.fr, 'jours de retard', 'Français', 'Camille Verdier', '(vous)'],
      '22 nov. 2026',
    ]
    for (const text of shown) expect(html).toContain(text)
    expect(html).toContain('href="/fr/desk/files/K7Q4-9MX2/"')
  })

  it('shows who waits once, numbered, behind the others', () => {
    const html = render(buildList([buildFile('MINE')], [waitingFile('FIRST'), waitingFile('SECOND')]))
    expect(html.match(/FIRST/g)).toHaveLength(2) // its address, and its reference
    expect(html.slice(0, html.indexOf(filesWording.waitingOrder.en))).toContain('MINE')
    expect(html).toMatch(/1\.<\/span>.*FIRST.*2\.<\/span>.*SECOND/)
    expect(html).not.toContain('3.</span>')
  })

  it('shows fifty a page, with links to the others that keep the view', () => {
    const many = Array.from({ length: 120 }, (_, nth) => buildFile(`FILE-${nth}`))
    const html = render(buildList(many), { view: 'mine', page: '2' })
    expect(takePage(many, 2).rows).toEqual(many.slice(50, 100))
    const shown = [...html.matchAll(/\/desk\/files\/(FILE-\d+)\//g)].map(([, reference]) => reference)
    expect(shown).toEqual(many.slice(50, 50 + ROWS_DRAWN_FIRST).map(({ reference }) => reference))
    expect(html).toContain('href="/desk/files/?view=mine"')
    expect(html).toContain('href="/desk/files/?view=mine&amp;page=3"')
    expect(html).toContain(buildFileCountWording(120, 120).en)
  })

  it('draws the first rows before all others', () => {
    const many = Array.from({ length: 32 }, (_, nth) => buildFile(`FILE-${nth}`))
    expect(render(buildList(many)).match(/data-row=""/g)).toHaveLength(ROWS_DRAWN_FIRST)
  })

  it('shows an address that somebody altered as a list without files', () => {
    for (const flag of ['constructor', '<script>'])
      expect(render(buildList([buildFile('FILE')]), { flag })).toContain(buildFileCountWording(0, 1).en)
  })

  it('shows each province by its abbreviation with its name, and what else was answered in words', () => {
    const html = render(buildList([buildFile('FILE', { provinces: ['BC', 'not-sure'] })]), {}, 'fr')
    expect(html).toMatch(
      /<abbr title="Colombie-Britannique">BC <\/abbr><abbr title="Variable">Variable <\/abbr>/,
    )
    expect(html).toContain(getProvinceWording('BC').fr)
  })

  it('keeps stored content inert', () => {
    const html = render(buildList([buildFile('FILE', people('<img src=x onerror=alert(1)>'))]))
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img')
  })

  it('shows a page of the closed files, and leads to the older ones', () => {
    const query = { view: 'closed', at: '17', before: 'NEWE-RRRR' }
    const file = buildFile('0LD0-0001', { stage: 'closed', createdAt: 5 })
    const html = renderAtDesk(createElement(FilesPage, { query }), [
      [buildClosedFilesQuery(query).queryKey, { files: [file], more: true }],
    ])
    expect(html).toContain('href="/desk/files/?view=closed&amp;at=5&amp;before=0LD0-0001"')
    expect(html).toContain(filesWording.newestPage.en)
  })
})
