import { createElement } from 'react'
import { expect, it, vi } from 'vitest'
import { objectionOptions } from '../../../content/file/overrides.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { ApiError } from '../../client/api-failure.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../../client/signed-in-coordinator.ts'
import type { FileHeader } from '../queries.ts'
import { ApprovalPanel } from './approval.tsx'
import { DecisionsPanel } from './decisions.tsx'
import { OverrideQuestion } from './override-question.tsx'
import { approvalWording, overrideWording } from './override-wording.ts'
import { buildReassignMeansWording, decisionsWording } from './wording.ts'

const header = {
  reference: 'K7Q4-9MX2',
  stage: 'open',
  locked: false,
  people: null,
  participants: [],
  may: { close: true },
  hasUpcomingAppointment: false,
} as unknown as FileHeader

const renderDecisions = (facts: Partial<FileHeader>) =>
  renderAtDesk(createElement(DecisionsPanel, { header: { ...header, ...facts } }), [
    [
      signedInCoordinatorAndColleaguesQuery.queryKey,
      { id: 'camille-verdier', name: 'Camille Verdier', coordinators: [] },
    ],
  ])

it('says in words that a file with an upcoming appointment cannot be closed yet', () => {
  const shown = renderDecisions({ hasUpcomingAppointment: true })
  expect(shown).toMatch(/<button[^>]*aria-disabled="true"[^>]*aria-describedby/)
  expect(shown).toContain(decisionsWording.closeNotYet.en)
  expect(renderDecisions({})).toContain(decisionsWording.close.en)
  expect(renderDecisions({})).not.toContain(decisionsWording.closeNotYet.en)
})

it('says that the decisions could not be loaded', () => {
  vi.stubGlobal('location', { pathname: '/desk/files/K7Q4-9MX2/', search: '' })
  const shown = renderAtDesk(createElement(DecisionsPanel, { header }), [
    [signedInCoordinatorAndColleaguesQuery.queryKey, new ApiError({ code: 'unreachable' })],
  ])
  vi.unstubAllGlobals()
  expect(shown).toContain(`<div role="alert"><h2>${decisionsWording.title.en}</h2>`)
})

it('names what a decision would override, takes a reason, and says who has to agree first', () => {
  const needed = {
    code: 'override_needed',
    objections: [
      { objection: 'conflict', name: 'Jules' },
      { objection: 'not-licensed', name: 'Robin', province: 'AB' },
      { objection: 'no-room', name: 'Robin', count: 30, limit: 30 },
      { objection: 'others-waited-longer', name: 'Robin', count: 3 },
    ],
  } as const
  const render = (askedOf: readonly string[]) =>
    renderAtDesk(
      createElement(OverrideQuestion, {
        needed: { ...needed, askedOf },
        isPending: false,
        onOverride: () => {},
      }),
    )
  const shown = render([])
  expect(shown).toContain('Jules works or worked with one of these parents in another file')
  expect(shown).toContain('Robin isn’t licensed in Alberta.')
  expect(shown).toContain('Robin has no room: 30 of 30 files.')
  expect(shown).toContain('3 families have waited longer.')
  expect(shown).toContain(overrideWording.decide.en)
  const asking = render(['Camille', 'Jules'])
  expect(asking).toContain('Camille or Jules')
  expect(asking).toContain(overrideWording.ask.en)
  expect(asking).not.toContain(overrideWording.decide.en)
})

it('tells before a file gets another lead who gets an e-mail: neither whoever decides nor who has left', () => {
  const [ada, ben, cleo] = ['Ada', 'Ben', 'Cleo'].map((name) => ({ id: name.toLowerCase(), name }))
  if (!ada || !ben || !cleo) throw new Error('Nobody to choose from')
  const left = { ...ada, hasLeft: true as const }
  for (const [from, to, by, told] of [
    [ada, ben, cleo, ['Ben and Ada', 'Ben et Ada']],
    [ada, ben, ada, ['Ben', 'Ben']],
    [ada, ben, ben, ['Ada', 'Ada']],
    [left, ben, cleo, ['Ben', 'Ben']],
  ] as const) {
    const { en, fr } = buildReassignMeansWording(from, to, by.id)
    expect(en).toContain(`An e-mail tells ${told[0]}.`)
    expect(fr).toContain(`Un courriel en avise ${told[1]}.`)
  }
  const nobody = buildReassignMeansWording(left, ben, ben.id)
  expect(nobody.en).toBe('The file goes from Ada, who has left, to Ben. No e-mail goes out.')
  expect(nobody.fr).toBe(
    'Le dossier, dont Ada était responsable avant de quitter le cabinet, est confié à Ben. Aucun courriel ne part.',
  )
})

it.each([true, false])(
  'shows a decision that asks a second person; who may be that answers: %s',
  (approve) => {
    const approval = {
      ...{
        sequence: 3,
        isGiven: false,
        decision: 'assignment',
        about: { id: 'robin', name: 'Robin' },
        into: null,
      },
      ...{ overrides: ['no-room', 'conflict'], reason: 'urgent', askedBy: { id: 'ada', name: 'Ada' } },
      ...{ approvedBy: null, happenedAt: 1 },
    }
    const asked = { ...header, approval, may: { approve } } as unknown as FileHeader
    const shown = renderAtDesk(createElement(ApprovalPanel, { header: asked }))
    for (const words of [
      'Ada asks a second person',
      'Robin leads this file.',
      'Robin has no room.',
      'It can’t wait',
    ])
      expect(shown).toContain(words)
    expect(shown.includes(approvalWording.approve.en)).toBe(approve)
  },
)

it('does not say that whoever merges has the conflict, which may be that of somebody on the other file', () => {
  const approval = {
    ...{
      sequence: 3,
      isGiven: false,
      decision: 'merge',
      about: { id: 'ada', name: 'Ada' },
      into: 'M3W8-2RTV',
    },
    ...{ overrides: ['conflict'], reason: 'urgent', askedBy: { id: 'ada', name: 'Ada' } },
    ...{ approvedBy: null, happenedAt: 1 },
  }
  const asked = { ...header, approval, may: { approve: true } } as unknown as FileHeader
  const shown = renderAtDesk(createElement(ApprovalPanel, { header: asked }))
  expect(shown).toContain('This file is joined into M3W8-2RTV.')
  expect(shown).toContain(objectionOptions.conflict.en)
  expect(shown).not.toContain('Ada works')
})
