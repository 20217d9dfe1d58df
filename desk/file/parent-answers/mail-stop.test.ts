import { createElement } from 'react'
import { expect, it } from 'vitest'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { MailStopPanel, withoutMail } from './mail-stop.tsx'
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

it('takes e-mail from the ways to reach that parent, and from nobody else’s', () => {
  const reached = { channels: ['call', 'mail'], canMail: true, timeZone: 'America/Regina' } as const
  const all = [
    { ...reached, channels: [...reached.channels], side: 'initiating' as const },
    { ...reached, channels: [...reached.channels], side: 'other' as const },
  ]
  expect(withoutMail(all, 'other')).toEqual([all[0], { ...all[1], channels: ['call'], canMail: false }])
})
