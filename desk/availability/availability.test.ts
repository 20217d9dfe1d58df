import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { availability } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { draftOf, rulesIn } from './availability-draft.ts'
import { HoursForm } from './availability-form.tsx'
import { hoursWords, mending, mendings } from './wording.ts'

const [first] = practice.coordinators
if (!first) throw new Error('The practice has coordinators')
const rules = {
  ...first.availability,
  closed: [{ from: '2026-12-24', until: '2027-01-03' }],
  extra: [{ date: '2026-12-28', from: '09:00', until: '24:00' }],
}

describe('the draft of somebody’s hours', () => {
  it.each(practice.coordinators)('saves as it was read: $name', ({ availability: theirs }) => {
    expect(rulesIn(draftOf(theirs))).toEqual(theirs)
    expect(availability.parse(rulesIn(draftOf(rules)))).toEqual(rules)
  })

  it.each(['', ' ', 'soon', '1.5', '-1', '1e3'])('holds no number where “%s” was typed', (typed) => {
    const judged = availability.safeParse(rulesIn({ ...draftOf(rules), noticeHours: typed }))
    expect(judged.error?.issues.map(({ path }) => path.join('.'))).toEqual(['noticeHours'])
  })

  it('leaves out a way that is not offered, and keeps its lengths for when it is again', () => {
    const draft = draftOf(rules)
    const without = {
      ...draft,
      offered: { ...draft.offered, video: { ...draft.offered.video, isOffered: false } },
    }
    expect(Object.keys(rulesIn(without).offered)).toEqual(['phone', 'in-person'])
    expect(without.offered.video).toMatchObject({ individual: 60, joint: 90 })
  })
})

describe('what cannot be saved', () => {
  const usual = mending('something new')

  it.each([
    'weekly.0.until',
    'weekly.3.from',
    'extra.1.date',
    'extra.1.until',
    'closed.0.until',
    'closed.12.from',
    'weekly',
    'offered',
    'offered.video.individual',
    'noticeHours',
    'daysAhead',
    'mostADay',
  ])('is said with how to mend it: %s', (where) => {
    expect(mending(where)).not.toEqual(usual)
  })

  it('has words of its own for every kind', () => {
    const said = mendings.map(([, { en }]) => en)
    expect(new Set(said).size).toBe(said.length)
  })
})

it('shows the rules in fields with a name each, grouped by weekday', () => {
  const hours = { of: { id: first.id, name: first.name }, mine: true, revision: 0, rules }
  const shown = renderToStaticMarkup(createElement(HoursForm, { hours, language: 'fr', onSaved: vi.fn() }))
  const ids = [...shown.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const labelled = [...shown.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id)
  for (const [, id] of shown.matchAll(/<(?:select|input)(?![^>]*type="checkbox")[^>]* id="([^"]+)"/g))
    expect(labelled).toContain(id)
  for (const said of [
    'lundi',
    'dimanche',
    '9\u00a0h\u00a000',
    'minuit',
    '2026-12-24',
    hoursWords.fromSettings.fr,
  ])
    expect(shown).toContain(said)
})
