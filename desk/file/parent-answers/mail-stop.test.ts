import { createElement } from 'react'
import { expect, it } from 'vitest'
import type { AddressProblem } from '../../../content/mail/email-problems.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import { MailStopPanel, withoutMail } from './mail-stop.tsx'
import { addressProblemWording, mailStopWording } from './wording.ts'

const renderMailStop = (canMail: boolean, addressProblem: AddressProblem | null = null) =>
  renderAtDesk(
    createElement(MailStopPanel, {
      reference: 'K7Q4-9MX2',
      contactability: {
        side: 'other',
        channels: canMail ? ['mail'] : [],
        canMail,
        timeZone: 'America/Regina',
        addressProblem,
      },
    }),
  )

it('offers to stop e-mail to whoever gets some, and to nobody else', () => {
  expect(renderMailStop(true)).toContain(mailStopWording.stopMail.en)
  expect(renderMailStop(false)).not.toContain(mailStopWording.stopMail.en)
  expect(renderMailStop(false)).toContain(mailStopWording.mailNotAllowed.en)
})

it.each(['bounced', 'complained'] as const)('says that an address %s, and offers nothing', (problem) => {
  const html = renderMailStop(false, problem)
  expect(html).toContain(addressProblemWording[problem].en)
  expect(html).not.toContain(mailStopWording.stopMail.en)
})

it('takes e-mail from the ways to reach that parent, and from nobody else’s', () => {
  const zone = { timeZone: 'America/Regina', addressProblem: null } as const
  const reached = { ...zone, channels: ['call', 'mail'], canMail: true } as const
  const all = [
    { ...reached, channels: [...reached.channels], side: 'initiating' as const },
    { ...reached, channels: [...reached.channels], side: 'other' as const },
  ]
  expect(withoutMail(all, 'other')).toEqual([all[0], { ...all[1], channels: ['call'], canMail: false }])
})
