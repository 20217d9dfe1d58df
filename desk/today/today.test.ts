import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../content/time/units.ts'
import { nextSteps, stepGroups } from '../../content/today/next-steps.ts'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { formatDueDate } from '../ui/format-due.ts'
import { groupFilesByStep } from './group-files.ts'
import { type Day, type DayFile, todayQueryKey } from './queries.ts'
import { getStepReason } from './step-reason.ts'
import { TodayPage } from './today-page.tsx'
import { todayWording } from './wording.ts'

/** Monday, November 23, 2026. */
const NOW = Date.UTC(2026, 10, 23, 15)

const buildFile = (reference: string, facts: object = {}, others: Partial<DayFile> = {}): DayFile =>
  ({
    ...{ reference, role: 'lead', lead: { id: 'camille', name: 'Camille Verdier' }, reminders: [] },
    people: null,
    facts: {
      ...{ stage: 'open', route: 'consent', createdAt: NOW, hasLead: true, isLocked: false, parents: [] },
      ...{ hasUnreviewedRelatedFile: false, contactHold: null, lastActAt: NOW, lastReadAt: NOW },
      ...{ upcoming: null, unnotedSince: null, metJointlyAt: null, messageFailedAt: null },
      ...facts,
    },
    ...others,
  }) as DayFile
const buildDay = (...files: DayFile[]): Day => ({ now: NOW, answersWithinDays: 3, files }) as Day
const groupsOf = (...files: DayFile[]) =>
  groupFilesByStep(buildDay(...files), 'UTC').map(({ group, rows }) => [
    group,
    rows.map(({ file }) => file.reference),
  ])
const orderToRead = { contactHold: { state: 'on-hold', reportedAt: NOW, expiresOn: null } }
const toNote = (days: number) => ({ unnotedSince: NOW - days * DAY_MS })
const reminder = (dueOn: string) => ({ reminders: [{ id: dueOn, dueOn, text: 'Ask about the passport' }] })

describe('the groups of the day', () => {
  it('come in their order, each with what is due first on top, and each file once', () => {
    expect(
      groupsOf(
        ...[buildFile('IDLE'), buildFile('NOTE', toNote(1)), buildFile('LATE', toNote(4))],
        ...[buildFile('HOLD', orderToRead), buildFile('NOBODYS', { hasLead: false }, { role: 'taker' })],
      ),
    ).toEqual([
      ['safety', ['HOLD']],
      ['new', ['NOBODYS']],
      ['note', ['LATE', 'NOTE']],
      ['later', ['IDLE']],
    ])
  })

  it('leave to the lead what is the lead’s, and show whoever assists what is about safety', () => {
    expect(
      groupsOf(
        buildFile('HOLD', orderToRead, { role: 'assistant' }),
        buildFile('NOTE', toNote(1), { role: 'assistant' }),
      ),
    ).toEqual([
      ['safety', ['HOLD']],
      ['later', ['NOTE']],
    ])
  })

  it('bring back a file whose reminder is due, and hide no other step behind it', () => {
    expect(
      groupsOf(
        buildFile('TODAY', {}, reminder('2026-11-23')),
        buildFile('TOMORROW', {}, reminder('2026-11-24')),
        buildFile('NOTE', toNote(1), reminder('2026-11-20')),
      ),
    ).toEqual([
      ['note', ['NOTE']],
      ['reminders', ['TODAY']],
      ['later', ['TOMORROW']],
    ])
  })
})

it.each([
  ['2026-11-20', '3 days late', '3 jours de retard'],
  ['2026-11-22', '1 day late', '1 jour de retard'],
  ['2026-11-23', 'today', 'aujourd’hui'],
  ['2026-11-24', 'by tomorrow', 'd’ici demain'],
  ['2026-11-29', 'by Sunday', 'd’ici dimanche'],
  ['2026-12-01', 'by December 1, 2026', 'd’ici le 1er décembre 2026'],
])('says on November 23 of %s: %s, %s', (dueOn, en, fr) => {
  expect(formatDueDate(dueOn, '2026-11-23', 'en')).toBe(en)
  expect(formatDueDate(dueOn, '2026-11-23', 'fr')).toBe(fr)
})

describe('the page', () => {
  const show = (day: Day, language: 'en' | 'fr' = 'en') =>
    renderAtDesk(createElement(TodayPage), [[todayQueryKey, day]], language)

  it('gives each file its reason, when it is due and one action that says which file it is about', () => {
    for (const language of ['en', 'fr'] as const) {
      const shown = show(buildDay(buildFile('K7Q4-9MX2', toNote(4))), language)
      const { reason, action } = nextSteps['note-session']
      for (const words of [stepGroups.note, reason, action]) expect(shown).toContain(words[language])
      expect(shown).toContain({ en: '4 days late', fr: '4 jours de retard' }[language])
      expect(shown).toContain({ en: ', file K7Q4-9MX2', fr: ', dossier K7Q4-9MX2' }[language])
      expect(shown.match(/data-row=/g)).toHaveLength(1)
    }
  })

  it('names the day of a session once', () => {
    const { reason } = nextSteps['session-today']
    for (const language of ['en', 'fr'] as const)
      expect(reason[language]).not.toContain(formatDueDate('2026-11-23', '2026-11-23', language))
  })

  it('tells nobody of what another one did or has to do as if they had', () => {
    for (const [id, { reason }] of Object.entries(nextSteps))
      if (id !== 'read-intake') {
        expect(reason.en).not.toMatch(/\byou(r|rs)?\b/i)
        expect(reason.fr).not.toMatch(/\b(vous|votre|vos)\b/i)
      }
  })

  it('says who hasn’t read an intake to whoever isn’t its lead', () => {
    const { reason } = nextSteps['read-intake']
    expect(getStepReason('read-intake', { isLead: true, leadName: 'Jules Hartwell' })).toBe(reason)
    expect(getStepReason('read-intake', { isLead: false, leadName: 'Jules Hartwell' })).toEqual({
      en: 'An intake that Jules Hartwell hasn’t read',
      fr: 'Une demande que Jules Hartwell n’a pas lue',
    })
    // Neither is said before the desk knows who reads.
    const { en, fr } = getStepReason('read-intake', { isLead: undefined, leadName: 'Jules Hartwell' })
    expect(`${en} ${fr}`).not.toMatch(/Jules|you|vous/)
  })

  it('leads to the page of the file on which the step is done', () => {
    expect(show(buildDay(buildFile('K7Q4-9MX2', toNote(1))))).toContain(
      'href="/desk/files/K7Q4-9MX2/sessions/"',
    )
    expect(show(buildDay(buildFile('K7Q4-9MX2', orderToRead)), 'fr')).toContain(
      'href="/fr/desk/files/K7Q4-9MX2/safety/"',
    )
  })

  it('names the people of a file that one may read', () => {
    const people = { initiating: 'Ottilie Marchbanks', other: 'Barnabé Quesnel' }
    const shown = show(buildDay(buildFile('K7Q4-9MX2', toNote(1), { people })))
    for (const name of Object.values(people)) expect(shown).toContain(name)
  })

  it('shows an order above whatever the step is', () => {
    const forbidden = {
      contactHold: { state: 'order-forbids', reportedAt: NOW, expiresOn: null },
      ...toNote(1),
    }
    const shown = show(buildDay(buildFile('K7Q4-9MX2', forbidden)))
    expect(shown.indexOf('contact-hold-notice--order-forbids')).toBeGreaterThan(0)
    expect(shown.indexOf('contact-hold-notice')).toBeLessThan(
      shown.indexOf(nextSteps['note-session'].reason.en),
    )
  })

  it('leaves a call in sight that is due in the next days, though nothing is due today', () => {
    const waits = { screeningReason: 'not-screened', withdrawnAt: null, sentAt: NOW, newestSentAt: NOW }
    const owed = buildFile('K7Q4-9MX2', {
      parents: [{ ...waits, side: 'initiating', urgency: null, lastContact: null, reachedAt: null }],
    })
    expect(groupsOf(owed, buildFile('IDLE'))).toEqual([
      ['soon', ['K7Q4-9MX2']],
      ['later', ['IDLE']],
    ])
    const shown = show(buildDay(owed))
    expect(shown).toContain(todayWording.nothing.en)
    expect(shown).toContain(nextSteps['first-talk'].reason.en)
    expect(shown).not.toContain('<details')
  })

  it('is kind when there is nothing to do, and folds what waits for others', () => {
    expect(show(buildDay())).toContain(todayWording.nothing.en)
    const shown = show(buildDay(buildFile('K7Q4-9MX2')))
    expect(shown).toContain(todayWording.nothing.en)
    expect(shown).toMatch(/<details class="today__group"><summary>/)
    expect(shown).not.toContain('<details open')
  })

  it('offers no reminder in a file that one may not read yet', () => {
    const taken = buildFile('K7Q4-9MX2', { hasLead: false }, { role: 'taker' })
    const locked = buildFile('K7Q4-9MX2', { isLocked: true })
    for (const file of [taken, locked]) expect(show(buildDay(file))).not.toContain(todayWording.remind.en)
    expect(show(buildDay(buildFile('K7Q4-9MX2', toNote(1))))).toContain(todayWording.remind.en)
  })
})
