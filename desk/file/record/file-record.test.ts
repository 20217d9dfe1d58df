import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { auditActionDefinitions } from '../../../content/record/audit-actions.ts'
import { type Language, languages } from '../../../forms/language.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { FileRecordTab } from './file-record.tsx'
import { type FileRecord, fileRecordQuery, toRecordQuery } from './queries.ts'
import { formatFacts } from './record-facts.ts'
import { buildUnattributedWording } from './wording.ts'

const REFERENCE = 'K7Q4-9MX2'
const ROBIN = { id: 'robin-ashdown', name: 'Robin Ashdown' }
const coordinators = [ROBIN]

const event = (facts: Partial<FileRecord['events'][number]>) => ({
  ...{ sequence: 1, actor: { id: 'parent', name: null }, action: 'intake_sent', facts: {}, happenedAt: 0 },
  ...facts,
})

function showRecord(
  events: FileRecord['events'],
  language: Language = 'en',
  search = {},
  { hasOlder = false, unattributed = 0 } = {},
) {
  const record: FileRecord = {
    ...{ reference: REFERENCE, events, hasOlder, unattributed, coordinators },
    actors: [{ id: 'parent', name: null }, ROBIN],
  }
  const page = createElement(FileRecordTab, { header: { reference: REFERENCE }, query: search })
  return renderAtDesk(page, [[fileRecordQuery(REFERENCE, search).queryKey, record]], language)
}

describe('the record of a file', () => {
  it.each(languages)('says in words who did what, in %s', (language) => {
    const html = showRecord(
      [
        event({ sequence: 2, actor: ROBIN, action: 'safety_answers_read', facts: { reason: 'screening' } }),
        event({ facts: { route: 'one-parent' } }),
      ],
      language,
    )
    for (const words of {
      en: [
        'Robin Ashdown',
        'Opened the safety answers',
        'Why: To screen this parent',
        'A parent',
        'By one parent',
      ],
      fr: [
        'Robin Ashdown',
        'Ouverture des réponses sur la sécurité',
        'Raison\u00a0: Pour le dépistage',
        'Un parent',
      ],
    }[language])
      expect(html).toContain(words)
    expect(html).not.toMatch(/safety_answers_read|[{}]/)
  })

  it('names what it has no words for, and shows neither code nor JSON', () => {
    const html = showRecord([
      event({ action: 'from_the_future', facts: { unheardOf: 'Kanari', reason: 'Kanari' } }),
    ])
    expect(html).toContain('An action that this version of the desk has no words for')
    expect(html).toContain('something that this version of the desk has no words for')
    expect(html).not.toMatch(/from_the_future|unheardOf|Kanari/)
  })

  it('says when something is left out, and leads to older entries with the same filter', () => {
    const html = showRecord([event({ sequence: 7 })], 'en', { who: 'parent' }, { hasOlder: true })
    expect(html).toContain('Only what was asked for is shown')
    expect(html).toContain(`/desk/files/${REFERENCE}/record/?who=parent&amp;before=7`)
  })
})

describe('a filter by one parent', () => {
  const path = `/desk/files/${REFERENCE}/record/`

  it('says how many entries name neither, and leads to them', () => {
    const html = showRecord([], 'en', { side: 'other', before: '7' }, { unattributed: 3 })
    expect(html).toContain(buildUnattributedWording(3, false).en)
    expect(html).toContain(`href="${path}?side=other&amp;unattributed=shown"`)
    const fr = showRecord([event({})], 'fr', { side: 'other', unattributed: 'shown' }, { unattributed: 1 })
    expect(fr).toContain(buildUnattributedWording(1, true).fr)
    expect(fr).not.toContain('unattributed=shown')
  })

  it('says nothing of them where none is left out', () => {
    const html = showRecord([event({})], 'en', { side: 'other' })
    expect(html).not.toContain('unattributed')
  })
})

describe('a fact', () => {
  it('that names a coordinator shows the name, or the id of one who left', () => {
    expect(formatFacts({ lead: ROBIN.id }, 'en', coordinators)).toEqual(['Who leads: Robin Ashdown'])
    expect(formatFacts({ lead: 'who-left' }, 'en', coordinators)).toEqual(['Who leads: who-left'])
  })

  it('that is false says so where that means something, else nothing', () => {
    expect(formatFacts({ mailed: false, renewed: false }, 'en', coordinators)).toEqual(['Not told by e-mail'])
  })
})

describe('the filter', () => {
  it('turns days of this device into instants, the last day included, and a kind into its actions', () => {
    const query = toRecordQuery({ who: 'parent', what: 'reading', from: '2026-11-01', until: '2026-11-01' })
    expect(query).toMatchObject({ actor: 'parent', from: String(new Date(2026, 10, 1).getTime()) })
    expect(query.until).toBe(String(new Date(2026, 10, 2).getTime()))
    const actions = query.actions?.split(',') ?? []
    expect(actions).toContain('answers_read')
    for (const action of actions)
      expect(auditActionDefinitions[action as keyof typeof auditActionDefinitions].kind).toBe('reading')
  })

  it('leaves out what is empty, unknown or malformed', () => {
    expect(toRecordQuery({ who: '', what: 'constructor', from: 'yesterday', until: '' })).toEqual({})
  })
})
