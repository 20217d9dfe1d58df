import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { NumbersPage } from './numbers-page.tsx'
import { getSpreadsheetPath, numbersQuery, type ShownNumbers, type ShownPeriod } from './queries.ts'
import { numbersWording } from './wording.ts'

const none = { median: null, ninetieth: null }
const buildPeriod = (firstDay: string, lastDay: string, shown: Partial<ShownPeriod> = {}): ShownPeriod => ({
  ...{ firstDay, lastDay, daysToFirstCall: none, daysToFirstSession: none },
  intakes: { consent: null, 'court-order': null, 'one-parent': null },
  authorisations: { granted: null, withdrawn: null, secondIntakes: null },
  ...shown,
})
const buildNumbers = (shown: Partial<ShownNumbers> = {}): ShownNumbers => ({
  ...{ weeks: 4, mayExport: false, waiting: { families: null, medianDays: null }, loads: [] },
  periods: [
    buildPeriod('2026-08-10', '2026-09-06'),
    buildPeriod('2026-09-07', '2026-10-04', {
      intakes: { consent: 10, 'court-order': null, 'one-parent': 6 },
    }),
    buildPeriod('2026-10-05', '2026-11-01', { daysToFirstCall: { median: 2, ninetieth: 9 } }),
  ],
  ...shown,
})
const render = (numbers: ShownNumbers, language?: 'en' | 'fr') =>
  renderAtDesk(createElement(NumbersPage), [[numbersQuery.queryKey, numbers]], language)
const readText = (html: string) =>
  html
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|')
    .replace(/\s+/gu, ' ')

it('says each number in a table, and draws none that is withheld', () => {
  const html = render(buildNumbers())
  expect(readText(html)).toContain('10 |2.5 a week|&lt; 5|6 |1.5 a week')
  expect(readText(html)).toContain('Nov 1, 2026|2 days|9 days')
  // Two bars of intakes and one of days; every other place of these three plots has a dot, and what is withheld throughout
  // has no plot.
  expect(html.match(/<rect/g)).toHaveLength(3)
  expect(html.match(/<circle/g)).toHaveLength(3 * 3 - 3)
  expect(html.match(/class="plot__mark"/g)).toHaveLength(1)
})

it('leaves out the table and the plots of what is withheld throughout', () => {
  const html = render(buildNumbers({ periods: [buildPeriod('2026-10-05', '2026-11-01')] }))
  expect(html.match(/<table/g)).toHaveLength(1)
  expect(html).not.toContain('<circle')
  expect(readText(html)).toContain(numbersWording.allCountsHidden.en)
})

it('offers the spreadsheet to whom the worker gives it', () => {
  expect(render(buildNumbers())).not.toContain('spreadsheet')
  expect(render(buildNumbers({ mayExport: true }), 'fr')).toContain(`href="${getSpreadsheetPath('fr')}"`)
})

it('says how many files somebody took on, of how many they can, and how many they haven’t read', () => {
  const coordinator = { id: 'camille-verdier', name: 'Camille Verdier' }
  const draw = (load: { carried: number; unread: number }, language?: 'en' | 'fr') =>
    render(buildNumbers({ periods: [], loads: [{ coordinator, ...load, capacity: 10 }] }), language)
  expect(draw({ carried: 6, unread: 0 })).toContain('width="60"')
  expect(readText(draw({ carried: 6, unread: 0 }))).toContain('|6 of 10 taken on|')
  expect(readText(draw({ carried: 11, unread: 6 }))).toContain('|11 of 10 taken on, 6 not read yet, no room|')
  expect(readText(draw({ carried: 0, unread: 2 }, 'fr'))).toContain('|0 sur 10 en main, 2 à lire|')
})
