import { describe, expect, it, vi } from 'vitest'
import { bookingExamples } from '../../content/forms/booking/examples.ts'
import { timeRequestSection } from '../../content/forms/booking/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import {
  MAX_APPOINTMENT_MAILS_PER_HOUR,
  MAX_FILE_NEWS_PER_HOUR,
  MAX_PRACTICE_MAILS_PER_HOUR,
} from '../../content/limits.ts'
import type { FileNewsFacts } from '../../content/mail/file-news-message.ts'
import type { MessageKind } from '../../content/mail/message-kinds.ts'
import { practice } from '../../content/practice.ts'
import { getSectionFields } from '../../forms/example.ts'
import {
  createFamilyWithInvitation,
  createOtherParentWithDraft,
  enterInvitationCode,
} from '../../tests/support/authorisation-and-invitation.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  createBookingParent,
  createOtherBookingParent,
  insertAppointmentForParents,
} from '../../tests/support/booking-actions.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import { composeFileNewsMessage } from '../../tests/support/expected-messages.ts'
import {
  createNumberedFamilyFields,
  createParentWithDraft,
  declarationFields,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { openFileWithCode, submitAuthorisationForm } from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { runScheduledAt, setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { MAX_MAILS_TO_ADDRESS_PER_HOUR, MAX_PACED_MAILS_TO_ADDRESS_PER_HOUR } from './flood-limits.ts'

const { portalOrigin } = parseEnvironment(bindings)
const deliveries = setUpPortal({ now: BOOKING_NOW })

const HOUR = 3_600_000
const NEXT_HOUR = (Math.floor(BOOKING_NOW / HOUR) + 1) * HOUR
/** Many more than leave at once, and an even number. */
const TIMES = 12
const LEAD = 'robin@lantern-street.example.com'
const PARENT = 'sam@example.org'
const OTHER_PARENT = 'alex@example.net'
/** A second time to move an appointment to. */
const LATER = '2026-12-08T19:00Z'

/** Who causes each kind of message: somebody outside the practice, on the paths below, or nobody outside. */
const causedBy = {
  'new-file': 'outsider',
  'file-news': 'outsider',
  receipt: 'outsider',
  'resume-code': 'outsider',
  'appointment-booked': 'outsider',
  'appointment-moved': 'outsider',
  'appointment-cancelled': 'outsider',
  'authorisation-requested': 'coordinator',
  'letter-to-read': 'coordinator',
  invitation: 'coordinator',
  'approval-asked': 'coordinator',
  'record-broken': 'clock',
  'record-anchor': 'clock',
  // One an hour to each administrator, however many messages are held.
  'messages-held': 'clock',
  // One a day to each administrator at most.
  operations: 'clock',
  // One a day to each coordinator who chose it, however much it tells of.
  'daily-digest': 'clock',
  // One for each authorisation, a week before its end, which is weeks after it was granted.
  'authorisation-expiring': 'clock',
  // One for each time of an appointment, which cannot be moved by then.
  'appointment-reminder': 'clock',
} as const satisfies Record<MessageKind, 'outsider' | 'coordinator' | 'clock'>

interface Path {
  readonly path: string
  readonly kinds: readonly MessageKind[]
  /** The most e-mails of an hour to each address. */
  readonly most: Readonly<Record<string, number>>
  /** Sets up, and gives what somebody does again and again. */
  readonly begin: () => Promise<(n: number) => Promise<unknown>>
}

const cancel = (parent: Visitor, start: string) =>
  parent.post('/file/appointment/cancel/', { start: [start] })

const paths: readonly Path[] = [
  {
    path: 'moving a session back and forth',
    kinds: ['file-news', 'appointment-moved'],
    most: { [PARENT]: MAX_APPOINTMENT_MAILS_PER_HOUR, [LEAD]: MAX_FILE_NEWS_PER_HOUR },
    begin: async () => {
      const { parent } = await createBookingParent()
      return (n) => bookAppointmentThroughPages(parent, n % 2 ? LATER : CHANGEABLE_START)
    },
  },
  {
    path: 'booking a session and cancelling it',
    kinds: ['file-news', 'appointment-booked', 'appointment-cancelled'],
    most: { [PARENT]: MAX_APPOINTMENT_MAILS_PER_HOUR, [LEAD]: MAX_FILE_NEWS_PER_HOUR },
    begin: async () => {
      const { parent } = await createBookingParent()
      return (n) =>
        n % 2 ? cancel(parent, CHANGEABLE_START) : bookAppointmentThroughPages(parent, CHANGEABLE_START)
    },
  },
  {
    path: 'cancelling joint sessions, of which the other parent is told',
    kinds: ['file-news', 'appointment-cancelled'],
    most: {
      [PARENT]: MAX_APPOINTMENT_MAILS_PER_HOUR,
      [OTHER_PARENT]: MAX_APPOINTMENT_MAILS_PER_HOUR,
      [LEAD]: MAX_FILE_NEWS_PER_HOUR,
    },
    begin: async () => {
      const mine = await createBookingParent()
      const theirs = await createOtherBookingParent(mine)
      return async () => {
        await insertAppointmentForParents([mine, theirs], Date.parse(CHANGEABLE_START))
        await cancel(mine.parent, CHANGEABLE_START)
      }
    },
  },
  {
    path: 'saying what time would suit, each time another',
    kinds: ['file-news'],
    most: { [LEAD]: MAX_FILE_NEWS_PER_HOUR },
    begin: async () => {
      const { parent } = await createBookingParent()
      const [one, other] = (['plain', 'full'] as const).map((name) =>
        getSectionFields(timeRequestSection, bookingExamples[name].fields),
      )
      return (n) => parent.post('/file/book/request/', n % 2 ? one : other)
    },
  },
  {
    path: 'adding to what was told, and saying that it is urgent',
    kinds: ['file-news'],
    most: { [LEAD]: MAX_FILE_NEWS_PER_HOUR },
    begin: async () => {
      const { parent } = await createBookingParent()
      return async (n) => {
        const path = n % 2 ? '/file/more/urgent/' : '/file/more/what-you-need/'
        const { revision = '' } = await parsePage(await parent.get(path))
        const typed = [`${n}`]
        await parent.post(path, {
          revision: [revision],
          ...(n % 2 ? { urgencyWhy: typed } : { interpreter: typed }),
        })
      }
    },
  },
  {
    path: 'consenting to a joint session and withdrawing that',
    kinds: ['file-news'],
    most: { [LEAD]: MAX_FILE_NEWS_PER_HOUR },
    begin: async () => {
      const { parent } = await createBookingParent()
      return (n) => parent.post('/file/joint-consent/', { agrees: [n % 2 ? 'no' : 'yes'] })
    },
  },
  {
    path: 'authorising a call and stopping it',
    kinds: ['file-news'],
    most: { [LEAD]: MAX_FILE_NEWS_PER_HOUR },
    begin: async () => {
      const { parent } = await createBookingParent()
      return (n) => (n % 2 ? parent.post('/file/stop/') : submitAuthorisationForm(parent))
    },
  },
  {
    path: 'declining an invitation again and again',
    kinds: ['file-news'],
    most: { [LEAD]: 1 },
    begin: async () => {
      const { code } = await createFamilyWithInvitation()
      await queryRows("update files set lead_coordinator_id = 'robin-ashdown'")
      deliveries.length = 0
      const other = await enterInvitationCode(code)
      return () => other.post('/invitation/decline/')
    },
  },
  {
    path: 'sending an invited intake again and again',
    kinds: ['file-news', 'receipt'],
    most: { [LEAD]: 1, [OTHER_PARENT]: 1 },
    begin: async () => {
      const { code } = await createFamilyWithInvitation()
      await queryRows("update files set lead_coordinator_id = 'robin-ashdown'")
      deliveries.length = 0
      const fields = { ...intakeExamples.byConsent.fields, ...receiptTo(OTHER_PARENT) }
      const other = await createOtherParentWithDraft(code, fields)
      return () => other.post('/joining/send/', declarationFields)
    },
  },
  {
    path: 'sending intakes with one address, from many networks',
    kinds: ['new-file', 'receipt'],
    most: { [PARENT]: MAX_MAILS_TO_ADDRESS_PER_HOUR },
    begin: async () => (n) => sendIntake({ ...numberedFamily(n), ...receiptTo(spell(PARENT, n)) }),
  },
  {
    path: 'asking for a code by e-mail, from many networks',
    kinds: ['resume-code'],
    most: { [PARENT]: MAX_MAILS_TO_ADDRESS_PER_HOUR },
    begin: async () => async (n) => {
      const parent = await createParentWithDraft({ ...numberedFamily(n), ...receiptTo(spell(PARENT, n)) })
      await parent.post('/intake/resume-code/', { press: ['mail'] })
    },
  },
]

const receiptTo = (email: string) => ({
  ...{ email: [email], emailSafe: ['yes'], mailSubject: ['documents'], receipt: ['yes'] },
  device: ['own'],
})
const numberedFamily = (n: number) => createNumberedFamilyFields(intakeExamples.byOneParent.fields, n)
/** Writes an address in another way each time. */
const spell = (address: string, n: number) =>
  [address, address.toUpperCase(), address.replace('@', `+${n}@`)][n % 3] ?? ''

const countByAddress = () => Map.groupBy(deliveries, ({ to }) => to.toLowerCase().replace(/\+\d+@/, '@'))

describe('what somebody outside the practice does again and again', () => {
  it.each(paths)('fills nobody’s mailbox: $path', async ({ most, begin }) => {
    const act = await begin()
    await queryRows('update files set accepted_at = 1')
    for (let n = 0; n < TIMES; n++) await act(n)
    // A minute later the cron sends no more.
    await runScheduledAt(BOOKING_NOW + 60_000)
    const sent = countByAddress()
    for (const [address, max] of Object.entries(most)) {
      const { length } = sent.get(address) ?? []
      expect(length, address).toBeGreaterThan(0)
      expect(length, address).toBeLessThanOrEqual(max)
    }
  })

  it('has a path here for each kind of message that it can cause', () => {
    const outsiders = Object.entries(causedBy).filter(([, cause]) => cause === 'outsider')
    expect(new Set(paths.flatMap(({ kinds }) => kinds))).toEqual(new Set(outsiders.map(([kind]) => kind)))
  })
})

describe('the last state', () => {
  const newsText = (reference: string, news: FileNewsFacts['news']) =>
    composeFileNewsMessage({ reference, news, portalOrigin }, 'en').text
  const lastTo = (address: string) => deliveries.findLast(({ to }) => to === address)
  /** Runs the scheduled work of the next hour, and gives what it sent. */
  const sendOfNextHour = async () => {
    const before = deliveries.length
    await runScheduledAt(NEXT_HOUR)
    return deliveries.slice(before)
  }

  it('of a session that was moved back and forth is told at the next hour, once, with its calendar entry', async () => {
    const { parent, reference, code } = await createBookingParent()
    for (let n = 0; n < TIMES; n++)
      await bookAppointmentThroughPages(parent, n % 2 ? LATER : CHANGEABLE_START)
    const late = await sendOfNextHour()
    expect(late.map(({ to }) => to).toSorted()).toEqual([LEAD, PARENT])
    expect(lastTo(PARENT)?.text.replaceAll('\u00a0', ' ')).toContain('Tuesday, December 8')
    expect(lastTo(LEAD)?.text).toBe(newsText(reference, 'appointment-moved'))
    const [{ sequence } = { sequence: 0 }] = await queryRows<{ sequence: number }>(
      'select sequence from appointments',
    )
    const [file] = JSON.parse(lastTo(PARENT)?.body ?? '').attachments
    expect(Buffer.from(file.content, 'base64').toString()).toContain(`SEQUENCE:${sequence}`)
    // After a quiet hour, the first move is told at once again.
    vi.setSystemTime(NEXT_HOUR + HOUR + 1)
    const [before, later] = [deliveries.length, await openFileWithCode(code)]
    await bookAppointmentThroughPages(later, CHANGEABLE_START)
    const readers = deliveries.slice(before).map(({ to }) => to)
    expect(readers.toSorted()).toEqual([LEAD, PARENT])
  })

  it('of a session that was told and then cancelled is told, and nothing of one that was not told', async () => {
    const { parent } = await createBookingParent()
    const cycle = async () => {
      await bookAppointmentThroughPages(parent, CHANGEABLE_START)
      await cancel(parent, CHANGEABLE_START)
    }
    for (let n = 0; n < MAX_APPOINTMENT_MAILS_PER_HOUR; n++) await cycle()
    const told = deliveries.filter(({ to }) => to === PARENT)
    expect(told).toHaveLength(MAX_APPOINTMENT_MAILS_PER_HOUR)
    const late = (await sendOfNextHour()).filter(({ to }) => to === PARENT)
    // Five were told at once: booked and cancelled twice, and booked. That this one is cancelled follows, and no more.
    const methods = [...told, ...late].map(
      ({ body }) =>
        Buffer.from(JSON.parse(body).attachments[0].content, 'base64')
          .toString()
          .match(/METHOD:(\w+)/)?.[1],
    )
    expect(methods).toEqual(['PUBLISH', 'CANCEL', 'PUBLISH', 'CANCEL', 'PUBLISH', 'CANCEL'])
  })

  it.each([
    ['a joint session', 'joint-consent-withdrawn', '/file/joint-consent/'],
    ['a call', 'withdrawn', '/file/stop/'],
  ] as const)('of a consent to %s is told to the lead', async (_, news, path) => {
    const { parent, reference } = await createBookingParent()
    const consent = () =>
      news === 'withdrawn' ? submitAuthorisationForm(parent) : parent.post(path, { agrees: ['yes'] })
    for (let n = 0; n < TIMES / 2; n++) {
      await consent()
      await parent.post(path, news === 'withdrawn' ? {} : { agrees: ['no'] })
    }
    const late = await sendOfNextHour()
    expect(late.map(({ to, text }) => [to, text])).toEqual([[LEAD, newsText(reference, news)]])
  })

  it('is told of each matter by itself', async () => {
    const { parent, reference } = await createBookingParent()
    for (let n = 0; n < 8; n++) await parent.post('/file/joint-consent/', { agrees: [n % 2 ? 'no' : 'yes'] })
    await submitAuthorisationForm(parent)
    await bookAppointmentThroughPages(parent, CHANGEABLE_START)
    const late = (await sendOfNextHour()).filter(({ to }) => to === LEAD)
    expect(new Set(late.map(({ text }) => text))).toEqual(
      new Set(
        (['joint-consent-withdrawn', 'authorised', 'appointment-booked'] as const).map((news) =>
          newsText(reference, news),
        ),
      ),
    )
  })

  it('is told to each administrator while nobody leads', async () => {
    const { parent, reference } = await createBookingParent({ lead: null })
    for (let n = 0; n < TIMES; n++)
      await parent.post('/file/joint-consent/', { agrees: [n % 2 ? 'no' : 'yes'] })
    const administrators = practice.coordinators.filter(({ administrator }) => administrator)
    expect(deliveries).toHaveLength(MAX_FILE_NEWS_PER_HOUR * administrators.length)
    const late = await sendOfNextHour()
    expect(late.map(({ to, text }) => [to, text])).toEqual(
      administrators.map(({ email }) => [email, newsText(reference, 'joint-consent-withdrawn')]),
    )
  })
})

describe('many at once', () => {
  it('fill one mailbox no faster than one after the other: sessions of files that have one address', async () => {
    const parents = []
    for (let n = 0; n < 4; n++)
      parents.push((await createBookingParent({ rules: { email: spell(PARENT, n) } })).parent)
    for (const [index, parent] of parents.entries()) {
      const start = `2026-12-${14 + index}T19:00Z`
      for (let n = 0; n < 3; n++) {
        await bookAppointmentThroughPages(parent, start)
        await cancel(parent, start)
      }
    }
    const countOfHour = async (hour: number) => {
      const before = deliveries.length
      for (let minute = 0; minute < 3; minute++) await runScheduledAt(hour + minute * 60_000)
      return deliveries.slice(before).filter(({ to }) => /sam/i.test(to)).length
    }
    expect(countByAddress().get(PARENT)?.length).toBe(MAX_PACED_MAILS_TO_ADDRESS_PER_HOUR)
    for (let later = 0; later < 3; later++)
      expect(await countOfHour(NEXT_HOUR + later * HOUR)).toBeLessThanOrEqual(
        MAX_PACED_MAILS_TO_ADDRESS_PER_HOUR,
      )
  })

  it('leave at the practice’s pace for good, however long a flood goes on, if nobody accepted their files', async () => {
    const hour = Math.floor(BOOKING_NOW / HOUR)
    const parents = []
    for (let n = 0; n < 3; n++)
      parents.push((await createBookingParent({ rules: { email: `p${n}@example.org` } })).parent)
    await setPracticeCount(hour, MAX_PRACTICE_MAILS_PER_HOUR)
    await setPracticeCount(hour + 1, MAX_PRACTICE_MAILS_PER_HOUR)
    await Promise.all(parents.map((parent) => parent.post('/file/joint-consent/', { agrees: ['yes'] })))
    expect(deliveries).toEqual([])
    await runScheduledAt(NEXT_HOUR)
    expect(deliveries.filter(({ subject }) => subject.startsWith('News'))).toEqual([])
    await runScheduledAt(NEXT_HOUR + HOUR)
    expect(deliveries.filter(({ subject }) => subject.startsWith('News'))).toHaveLength(3)
  })

  it('do not hold up the mail of a file that was accepted', async () => {
    const { parent } = await createBookingParent()
    await queryRows('update files set accepted_at = 1')
    await setPracticeCount(Math.floor(BOOKING_NOW / HOUR), MAX_PRACTICE_MAILS_PER_HOUR)
    await bookAppointmentThroughPages(parent, CHANGEABLE_START)
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual([LEAD, PARENT])
  })

  it('are bounded as well when they come at once', async () => {
    const hour = Math.floor(BOOKING_NOW / HOUR)
    await setPracticeCount(hour, MAX_PRACTICE_MAILS_PER_HOUR - 3)
    const parents = await Promise.all(
      Array.from({ length: 6 }, (_, n) => createParentWithDraft({ ...numberedFamily(n), device: ['own'] })),
    )
    await Promise.all(parents.map((parent) => parent.post('/intake/send/', declarationFields)))
    expect(await countRows('files')).toBe(6)
    expect(deliveries).toHaveLength(3)
  })
})

const setPracticeCount = (hour: number, count: number) =>
  queryRows("insert into code_attempts values ('mail of the practice', ?, ?)", hour, count)
