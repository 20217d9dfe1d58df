import type { noticeWordings } from '../../content/notices.ts'
import { faultPageWording } from '../../content/site/fault-page-wording.ts'
import type { Wording } from '../../forms/language.ts'
import { WordsUnavailableError } from '../site/load-declared-text.ts'
import { loadWords } from '../site/load-words.ts'
import type { SiteFiles } from '../site/site-files.ts'

type NoticeWordings = typeof noticeWordings

/** The name of a notice, whose words the worker loads. */
export type Notice = `${keyof NoticeWordings}.${string}`

const createNotices = <Group extends keyof NoticeWordings>(group: Group) =>
  new Proxy({}, { get: (_, name) => `${group}.${String(name)}` }) as Readonly<
    Record<keyof NoticeWordings[Group], Notice>
  >

export const formNotices = createNotices('form')
export const codeDetails = createNotices('code')
export const newerPageNotices = createNotices('newerPage')
export const bookingNotices = createNotices('booking')
export const authorisationNotices = createNotices('authorisation')

/**
 * Loads the words of a notice, in every language. When there are none to load, a notice says that something went wrong
 * here, so that a page is never given back without a word.
 */
export async function loadNoticeWording(site: SiteFiles, notice: Notice): Promise<Wording | undefined> {
  const [group = '', name = ''] = notice.split('.')
  try {
    const { notices } = await loadWords(site)
    return (notices as Record<string, Record<string, Wording> | undefined>)[group]?.[name]
  } catch (error) {
    if (!(error instanceof WordsUnavailableError)) throw error
    return faultPageWording.lead
  }
}
