import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { MailStopPanel } from './mail-stop.tsx'
import { mailStopWording } from './wording.ts'

const renderMailStop = (canMail: boolean) =>
  renderAtDesk(
    createElement(MailStopPanel, {
      reference: 'K7Q4-9MX2',
      contactability: {
        side: 'other',
        channels: canMail ? ['mail'] : [],
        canMail,
        timeZone: 'America/Regina',
      },
    }),
  )

it('offers to stop e-mail to whoever gets some, and to nobody else', () => {
  expect(renderMailStop(true)).toContain(mailStopWording.stopMail.en)
  expect(renderMailStop(false)).not.toContain(mailStopWording.stopMail.en)
  expect(renderMailStop(false)).toContain(mailStopWording.mailNotAllowed.en)
})
