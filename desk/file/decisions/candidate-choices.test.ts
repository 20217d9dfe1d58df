import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { type FileHeader, leadCandidatesQuery } from '../queries.ts'
import { AssignmentForm } from './assignment-form.tsx'
import { buildWaitingBeforeWording, candidateWording, shortObjectionWordings } from './candidate-wording.ts'

const reference = 'K7Q4-9MX2'
const robin = {
  ...{
    id: 'robin',
    name: 'Robin',
    carriedFiles: 9,
    unreadFiles: 0,
    capacity: 12,
    isLead: false,
    awayUntil: null,
  },
  objections: [] as readonly string[],
}
const camille = { ...robin, id: 'camille', name: 'Camille', isLead: true }
const jules = { ...robin, id: 'jules', name: 'Jules', carriedFiles: 8, capacity: 8 }

const render = (answer: object) =>
  renderAtDesk(
    createElement(AssignmentForm, {
      ...{ header: { reference, lastEvent: 1 } as FileHeader, viewerId: 'camille' },
    }),
    [
      [
        leadCandidatesQuery(reference).queryKey,
        { isProvinceSettled: true, waitingBefore: { count: 0, references: [] }, ...answer },
      ],
    ],
  )

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '|').replaceAll(/\|+/g, '|')

it('says of each coordinator what speaks for and against them, who fits best first, and the lead last, out of reach', () => {
  const objections = ['conflict', 'not-licensed', 'language', 'no-room']
  const shown = render({ candidates: [camille, { ...jules, objections }, robin] })
  const text = textOf(shown)
  expect(text).toContain(
    `|Robin|${candidateWording.licensed.en}|${candidateWording.speaksLanguage.en}|9 of 12 taken on|`,
  )
  const { conflict, language } = shortObjectionWordings
  expect(text).toContain(
    `|Jules|${conflict.en}|${shortObjectionWordings['not-licensed'].en}|${language.en}|8 of 8 taken on, no room|`,
  )
  expect(text.indexOf('|Robin|')).toBeLessThan(text.indexOf('|Jules|'))
  expect(text.indexOf('|Jules|')).toBeLessThan(text.indexOf('|Camille|'))
  expect(shown.match(/disabled=""/g)).toHaveLength(1)
  expect(text).toContain(`|Camille|${candidateWording.leads.en}|`)
})

it('says how many files somebody was given and hasn’t read, and puts them behind whoever has more room', () => {
  const shown = render({
    candidates: [
      { ...robin, carriedFiles: 0, unreadFiles: 6 },
      { ...jules, carriedFiles: 1 },
    ],
  })
  expect(textOf(shown)).toContain('|0 of 12 taken on, 6 not read yet|')
  // Jules has room for seven, Robin for six.
  expect(textOf(shown).indexOf('|Jules|')).toBeLessThan(textOf(shown).indexOf('|Robin|'))
  const full = render({
    candidates: [
      { ...robin, carriedFiles: 0, unreadFiles: 8 },
      { ...jules, carriedFiles: 1 },
    ],
  })
  expect(textOf(full).indexOf('|Jules|')).toBeLessThan(textOf(full).indexOf('|Robin|'))
})

it('says nothing of licences while nobody knows where the children live', () => {
  const text = textOf(render({ candidates: [robin], isProvinceSettled: false }))
  expect(text).not.toContain(candidateWording.licensed.en)
  expect(text).toContain(candidateWording.provinceUnsettled.en)
})

it('names the families who have waited longer', () => {
  const waitingBefore = { count: 4, references: ['W41T-0001', 'W41T-0002'] }
  const shown = render({ candidates: [robin], waitingBefore })
  expect(shown).toContain(buildWaitingBeforeWording(4).en)
  expect(shown).toContain('href="/desk/files/W41T-0001/"')
})
