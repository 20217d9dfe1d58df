import type { noticeWordings } from '../../content/notices.ts'
import type { Wording } from '../../forms/language.ts'
import type { Context } from './context.ts'

type NoticeWordings = typeof noticeWordings

/** The name of a notice, whose words are in a file that the site builds. */
export type Notice = `${keyof NoticeWordings}.${string}`

const createNotices = <Group extends keyof NoticeWordings>(group: Group) =>
  new Proxy({}, { get: (_, name) => `${group}.${String(name)}` }) as Readonly<
    Record<keyof NoticeWordings[Group], Notice>
  >

export const formNotices = createNotices('form')
export const newerPageNotices = createNotices('newerPage')
export const bookingNotices = createNotices('booking')
export const authorisationNotices = createNotices('authorisation')

/** Loads the words of a notice, in every language. Notices are rare, and the worker would carry many of them. */
export async function loadNoticeWording(c: Context, notice: Notice): Promise<Wording | undefined> {
  const [group = '', name = ''] = notice.split('.')
  const built = await c.env.ASSETS.fetch(new URL('/notices.json', c.req.url).href)
  const wordings = (await built.json()) as Record<string, Record<string, Wording> | undefined>
  return wordings[group]?.[name]
}
