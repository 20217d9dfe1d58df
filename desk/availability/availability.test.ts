import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { availabilitySchema } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { toAvailabilityDraft, toAvailabilityRules } from './availability-draft.ts'
import { AvailabilityForm } from './availability-form.tsx'
import {
  availabilityProblemWordingByPathPattern,
  availabilityWording,
  getAvailabilityProblemWordingForPath,
} from './wording.ts'

const [first] = practice.coordinators
if (!first) throw new Error('The practice has coordinators')
const rules = {
  ...first.availability,
  closed: [{ from: '2026-12-24', until: '2027-01-03' }],
  extra: [{ date: '2026-12-28', from: '09:00', until: '24:00' }],
}

describe('the draft of a coordinator’s availability', () => {
  it.each(practice.coordinators)('saves as it was read: $name', ({ availability }) => {
    expect(toAvailabilityRules(toAvailabilityDraft(availability))).toEqual(availability)
    expect(availabilitySchema.parse(toAvailabilityRules(toAvailabilityDraft(rules)))).toEqual(rules)
  })

  it.each(['', ' ', 'soon', '1.5', '-1', '1e3'])('holds no number where “%s” was typed', (typed) => {
    const parsed = availabilitySchema.safeParse(
      toAvailabilityRules({ ...toAvailabilityDraft(rules), noticeHours: typed }),
    )
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['noticeHours'])
  })

  it('leaves out a meeting mode that is not offered, and preserves its lengths for when it is again', () => {
    const draft = toAvailabilityDraft(rules)
    const withoutVideo = {
      ...draft,
      offered: { ...draft.offered, video: { ...draft.offered.video, isOffered: false } },
    }
    expect(Object.keys(toAvailabilityRules(withoutVideo).offered)).toEqual(['phone', 'in-person'])
    expect(withoutVideo.offered.video).toMatchObject({ individual: 60, joint: 90 })
  })
})

describe('what cannot be saved', () => {
  const fallback = getAvailabilityProblemWordingForPath('something new')

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
  ])('is explained with how to correct it: %s', (path) => {
    expect(getAvailabilityProblemWordingForPath(path)).not.toEqual(fallback)
  })

  it('has a wording of its own for every kind', () => {
    const texts = availabilityProblemWordingByPathPattern.map(([, { en }]) => en)
    expect(new Set(texts).size).toBe(texts.length)
  })
})

it('shows the rules in fields with a name each, grouped by weekday', () => {
  const availability = { of: { id: first.id, name: first.name }, isOwn: true, revision: 0, rules }
  const shown = renderAtDesk(createElement(AvailabilityForm, { availability }), [], 'fr')
  const ids = [...shown.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const labelled = [...shown.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id)
  for (const [, id] of shown.matchAll(/<(?:select|input)(?![^>]*type="checkbox")[^>]* id="([^"]+)"/g))
    expect(labelled).toContain(id)
  for (const text of [
    'lundi',
    'dimanche',
    '9\u00a0h',
    'minuit',
    '2026-12-24',
    availabilityWording.fromSettings.fr,
  ])
    expect(shown).toContain(text)
})
