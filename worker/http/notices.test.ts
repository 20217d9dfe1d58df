import { expect, it } from 'vitest'
import { noticeWordings } from '../../content/notices.ts'
import { faultPageWording } from '../../content/site/fault-page-wording.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { siteWithoutWords } from '../../tests/support/site-without-words.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import {
  authorisationNotices,
  bookingNotices,
  codeDetails,
  formNotices,
  loadNoticeWording,
  type Notice,
  newerPageNotices,
} from './notices.ts'

const groups = {
  form: formNotices,
  code: codeDetails,
  newerPage: newerPageNotices,
  booking: bookingNotices,
  authorisation: authorisationNotices,
} as const satisfies Record<keyof typeof noticeWordings, unknown>

const env = parseEnvironment(bindings)

it.each(Object.entries(noticeWordings))(
  'finds the words of every notice of the group %s',
  async (group, wordings) => {
    const notices: Readonly<Record<string, Notice>> = groups[group as keyof typeof groups]
    for (const [name, wording] of Object.entries(wordings))
      expect(await loadNoticeWording(env, notices[name] ?? 'form.none')).toEqual(wording)
  },
)

it('finds nothing for a notice that is none', async () => {
  expect(await loadNoticeWording(env, 'form.none')).toBeUndefined()
})

it('says that something went wrong here when there are no words to load', async () => {
  captureConsole()
  const site = { ...env, siteFiles: siteWithoutWords() }
  expect(await loadNoticeWording(site, formNotices.noCookie)).toEqual(faultPageWording.lead)
})
