import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { fileAppointmentsQuery } from '../queries.ts'
import { MailStopPanel } from './mail-stop.tsx'
import { mailStopWording } from './wording.ts'

const reference = 'K7Q4-9MX2'
const renderMailStop = (canMail: boolean) =>
  renderAtDesk(createElement(MailStopPanel, { reference, side: 'other' }), [
    [
      fileAppointmentsQuery(reference).queryKey,
      { parents: [], contactability: [{ side: 'other', canMail, timeZone: 'America/Regina' }] },
    ],
  ])

it('offers to stop e-mail to whoever gets some, and to nobody else', () => {
  expect(renderMailStop(true)).toContain(mailStopWording.stopMail.en)
  expect(renderMailStop(false)).not.toContain(mailStopWording.stopMail.en)
  expect(renderMailStop(false)).toContain(mailStopWording.mailNotAllowed.en)
})
