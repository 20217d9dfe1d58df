import { expect, it } from 'vitest'
import type { Language } from '../forms/language.ts'
import { withoutDocument } from './forms/intake/how-you-come.ts'
import { intake } from './forms/intake/index.ts'
import {
  sessionBookedMail,
  sessionCancelledMail,
  sessionMovedMail,
  sessionReminderMail,
} from './mail/appointment-messages.ts'
import { fileNewsMail, newsKinds } from './mail/file-news-message.ts'
import { type MailSubject, mailSubjects } from './mail/mail-subjects.ts'
import { type NewFile, newFileMail } from './mail/new-file-message.ts'
import { askedMail, endingMail, invitationMail, receiptMail, resumeMail } from './mail/parent-messages.ts'
import { writtenSession } from './time/local-time.ts'

declare global {
  interface ImportMeta {
    /** Vite's: the modules whose paths fit, by path. */
    glob<Module>(
      paths: string | string[],
      options: { eager: true; query?: string; import?: string },
    ): Record<string, Module>
  }
}

/** Whatever content says, found by itself: every export of every file here, the e-mails and the French pages. */
const modules = import.meta.glob<Record<string, unknown>>(
  ['./**/*.ts', '../forms/**/*.ts', '!./**/*.test.ts', '!../forms/**/*.test.ts'],
  { eager: true },
)
const pages = import.meta.glob<string>('./pages/fr/*.md', { eager: true, query: '?raw', import: 'default' })

interface Said {
  readonly where: string
  readonly en: string
  readonly fr: string
}

const said: Said[] = [
  ...Object.entries(modules).flatMap(([file, exports]) => wordings(exports, file)),
  ...mails(),
  // The settings of the practice decide which of the two is on the page.
  ...[true, false].flatMap((takes) => wordings(withoutDocument(takes), 'without-document')),
]

function wordings(value: unknown, where: string, within: readonly unknown[] = []): Said[] {
  if (typeof value !== 'object' || value === null || within.includes(value)) return []
  const inside = Object.entries(value).flatMap(([key, part]) =>
    wordings(part, `${where} ${key}`, [...within, value]),
  )
  const { en, fr } = value as { en?: unknown; fr?: unknown }
  return typeof en === 'string' && typeof fr === 'string' ? [{ where, en, fr }, ...inside] : inside
}

function mails(): Said[] {
  const known = { reference: 'K7Q4-9MX2', portalOrigin: 'https://portal.example.com' }
  const coded = { ...known, code: 'K7Q4-9MX2-PT5H-W3ZC', lastDay: '2026-12-20' }
  const routes: NewFile['route'][] = ['consent', 'court-order', 'one-parent']
  const states: NewFile['state'][] = ['assigned', 'waiting', 'unassigned']
  const subjects = Object.keys(mailSubjects) as MailSubject[]
  return [
    ...routes.flatMap((route) =>
      states.flatMap((state) =>
        bothOf(`mail new-file ${route} ${state}`, (language) =>
          newFileMail({ ...known, route, state }, language),
        ),
      ),
    ),
    ...newsKinds.flatMap((kind) =>
      bothOf(`mail file-news ${kind}`, (language) => fileNewsMail({ ...known, news: kind }, language)),
    ),
    ...subjects.flatMap((subject) => [
      ...bothOf(`mail receipt ${subject}`, (language) => receiptMail({ ...coded, subject }, language)),
      ...bothOf(`mail resume ${subject}`, (language) => resumeMail({ ...coded, subject }, language)),
      ...bothOf(`mail asked ${subject}`, (language) => askedMail({ ...known, subject }, language)),
      ...bothOf(`mail ending ${subject}`, (language) => endingMail({ ...coded, subject }, language)),
      ...bothOf(`mail invitation ${subject}`, (language) => invitationMail({ ...coded, subject }, language)),
      ...[sessionBookedMail, sessionMovedMail, sessionCancelledMail, sessionReminderMail].flatMap((mail) =>
        bothOf(`mail ${mail.name} ${subject}`, (language) =>
          mail({ ...known, subject, when: writtenSession(0, 'America/Regina', language) }, language),
        ),
      ),
    ]),
  ]
}

function bothOf(where: string, mail: (language: Language) => { subject: string; text: string }): Said[] {
  const [en, fr] = [mail('en'), mail('fr')]
  return [
    { where: `${where} subject`, en: en.subject, fr: fr.subject },
    { where: `${where} text`, en: en.text, fr: fr.text },
  ]
}

const words = (text: string) => text.split(/\s+/).length

/** A colon in an address, a time or a number takes no space before it. */
const colonWithout = /(?<!\u00a0):(?=\s|$)/
const faults: readonly [string, RegExp][] = [
  ['a space before ; ! or ?', /\s[;!?]/],
  ['no no-break space before :', colonWithout],
  ['no no-break space inside guillemets', /«(?!\u00a0)|(?<!\u00a0)»/],
  ['a straight apostrophe', /\p{Letter}'\p{Letter}/u],
  ['English quotation marks', /[“”]/],
]

const faultsIn = (text: string) => faults.flatMap(([name, sign]) => (sign.test(text) ? [name] : []))

it('finds the wordings of forms, words, errors, notices, provinces, the practice and e-mails', () => {
  const files = new Set(said.map(({ where }) => where.split(' ')[0]))
  for (const file of [
    './site/wording',
    './site/error-pages',
    './practice',
    '../forms/provinces',
    './intake/page-wording',
    './intake/resume',
    './file/page-wording',
    './retention',
    './mail/mail-subjects',
    './mail/appointment-messages',
    './booking/page-wording',
    './booking/availability',
    './time/time-zones',
    './forms/booking/index',
    './forms/intake/index',
    './forms/contact-authorisation/index',
    './authorisation/call-script',
    './authorisation/receipt',
    './authorisation/invitation',
    '../forms/summarise',
  ]) {
    expect(files).toContain(`${file}.ts`)
  }
  for (const found of ['mail', 'without-document']) expect(files).toContain(found)
  // Each of the fourteen sections, and what explains among their questions.
  for (const { slug, title } of intake.sections) {
    expect(
      said.some(({ en, fr }) => en === title.en && fr === title.fr),
      slug,
    ).toBe(true)
  }
  expect(said.some(({ where }) => /notes \d+ lines/.test(where))).toBe(true)
  expect(said.some(({ where }) => where.includes('notices'))).toBe(true)
  expect(said.length).toBeGreaterThan(1000)
})

it('leaves nothing unsaid in either language', () => {
  expect(said.filter(({ en, fr }) => en.trim() === '' || fr.trim() === '')).toEqual([])
})

it('leaves no sentence untranslated', () => {
  expect(said.filter(({ en, fr }) => en === fr && words(en) > 3)).toEqual([])
})

it('sets no word with spaces around it', () => {
  expect(said.filter(({ en, fr }) => en !== en.trim() || fr !== fr.trim())).toEqual([])
})

it('sets French as French is set', () => {
  const wrong = said.map(({ where, fr }) => ({ where, fr, faults: faultsIn(fr) }))
  expect(wrong.filter(({ faults }) => faults.length > 0)).toEqual([])
})

it('sets the French pages as French is set', () => {
  expect(Object.keys(pages).length).toBeGreaterThan(0)
  for (const [file, page] of Object.entries(pages)) {
    const [, settings = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(page) ?? []
    // The front matter is YAML: what follows the first colon of a line is what is read.
    const read = settings.split('\n').map((line) => line.replace(/^\s*[\w-]+:\s*/, ''))
    const lines = [...read, ...text.split('\n')]
    expect(
      lines.filter((line) => faultsIn(line).length > 0),
      file,
    ).toEqual([])
  }
})

it.each([
  ['Pourquoi ?', 'a space before ; ! or ?'],
  ['Pourquoi\u00a0?', 'a space before ; ! or ?'],
  ['Voici: rien', 'no no-break space before :'],
  ['Voici : rien', 'no no-break space before :'],
  ['« rien »', 'no no-break space inside guillemets'],
  ["l'enfant", 'a straight apostrophe'],
  ['“rien”', 'English quotation marks'],
])('knows what is wrong with %j', (text, fault) => {
  expect(faultsIn(text)).toEqual([fault])
})

it.each(['Voici\u00a0: à 9:30, «\u00a0rien\u00a0»; https://example.com? Bon!', 'Pourquoi?', ''])(
  'finds nothing wrong with %j',
  (text) => {
    expect(faultsIn(text)).toEqual([])
  },
)
