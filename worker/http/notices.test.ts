import { expect, it } from 'vitest'
import { noticeWordings } from '../../content/notices.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import type { Context } from './context.ts'
import {
  authorisationNotices,
  bookingNotices,
  formNotices,
  loadNoticeWording,
  type Notice,
  newerPageNotices,
} from './notices.ts'

const groups = {
  form: formNotices,
  newerPage: newerPageNotices,
  booking: bookingNotices,
  authorisation: authorisationNotices,
} as const satisfies Record<keyof typeof noticeWordings, unknown>

const context = { env: bindings, req: { url: 'https://portal.example.com/file/' } } as unknown as Context

it.each(Object.entries(noticeWordings))(
  'finds the words of every notice of the group %s',
  async (group, wordings) => {
    const notices: Readonly<Record<string, Notice>> = groups[group as keyof typeof groups]
    for (const [name, wording] of Object.entries(wordings))
      expect(await loadNoticeWording(context, notices[name] ?? 'form.none')).toEqual(wording)
  },
)

it('finds nothing for a notice that is none', async () => {
  expect(await loadNoticeWording(context, 'form.none')).toBeUndefined()
})
