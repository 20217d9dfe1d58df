import { expect, it } from 'vitest'
import type { Language } from '../forms/language.ts'
import {
  composeFileNewsMessage,
  composeNewFileMessage,
  composeParentMessage,
  type ExpectedNewFileFacts,
} from '../tests/support/expected-messages.ts'
import { buildNoDocumentNote } from './forms/intake/how-you-come.ts'
import { intakeForm } from './forms/intake/index.ts'
import { fileNewsKindKeys } from './mail/file-news-message.ts'
import { type MailSubject, mailSubjectOptions } from './mail/mail-subjects.ts'
import { parentMessageKindKeys } from './mail/parent-messages.ts'
import { formatAppointmentTimeLines } from './time/local-time.ts'

declare global {
  interface ImportMeta {
    /** Vite's glob import: the modules whose paths match, by path. */
    glob<Module>(
      paths: string | string[],
      options: { eager: true; query?: string; import?: string },
    ): Record<string, Module>
  }
}

/** Every export of every file in content/ and forms/, so that new words are found without listing them here. */
const modules = import.meta.glob<Record<string, unknown>>(
  ['./**/*.ts', '../forms/**/*.ts', '!./**/*.test.ts', '!../forms/**/*.test.ts'],
  { eager: true },
)
const pages = import.meta.glob<string>('./pages/fr/*.md', { eager: true, query: '?raw', import: 'default' })

const englishPages = import.meta.glob<string>('./pages/en/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
})

interface SaidWording {
  readonly where: string
  readonly en: string
  readonly fr: string
}

const saidWordings: SaidWording[] = [
  ...Object.entries(modules).flatMap(([file, exports]) => wordings(exports, file)),
  ...listMessageWordings(),
  // The settings of the practice decide which of the two notes a page has.
  ...[true, false].flatMap((takes) => wordings(buildNoDocumentNote(takes), 'without-document')),
]

function wordings(value: unknown, where: string, within: readonly unknown[] = []): SaidWording[] {
  if (typeof value !== 'object' || value === null || within.includes(value)) return []
  const inside = Object.entries(value).flatMap(([key, part]) =>
    wordings(part, `${where} ${key}`, [...within, value]),
  )
  const { en, fr } = value as { en?: unknown; fr?: unknown }
  return typeof en === 'string' && typeof fr === 'string' ? [said(where, en, fr), ...inside] : inside
}

function listMessageWordings(): SaidWording[] {
  const sharedFacts = { reference: 'K7Q4-9MX2', portalOrigin: 'https://lantern-street.example.com' }
  const coded = { ...sharedFacts, code: 'K7Q4-9MX2-PT5H-W3ZC', lastDay: '2026-12-20' }
  const routes: ExpectedNewFileFacts['route'][] = ['consent', 'court-order', 'one-parent']
  const states: ExpectedNewFileFacts['state'][] = ['assigned', 'waiting', 'unassigned']
  const subjects = Object.keys(mailSubjectOptions) as MailSubject[]
  return [
    ...routes.flatMap((route) =>
      states.flatMap((state) =>
        wordingsInBothLanguages(`mail new-file ${route} ${state}`, (language) =>
          composeNewFileMessage({ ...sharedFacts, route, state, isUrgent: true }, language),
        ),
      ),
    ),
    ...fileNewsKindKeys.flatMap((kind) =>
      wordingsInBothLanguages(`mail file-news ${kind}`, (language) =>
        composeFileNewsMessage({ ...sharedFacts, news: kind }, language),
      ),
    ),
    ...subjects.flatMap((subject) =>
      parentMessageKindKeys.flatMap((kind) =>
        wordingsInBothLanguages(`mail ${kind} ${subject}`, (language) =>
          composeParentMessage(
            kind,
            {
              ...coded,
              when: formatAppointmentTimeLines({ startsAt: 0 }, 'America/Regina', language),
            },
            { ...sharedFacts, subject },
            language,
          ),
        ),
      ),
    ),
  ]
}

function wordingsInBothLanguages(
  where: string,
  mail: (language: Language) => { subject: string; text: string },
): SaidWording[] {
  const [en, fr] = [mail('en'), mail('fr')]
  return [said(`${where} subject`, en.subject, fr.subject), said(`${where} text`, en.text, fr.text)]
}

function said(where: string, en: string, fr: string): SaidWording {
  return { where, en, fr }
}

const countWords = (text: string) => text.split(/\s+/).length

/** In an address, a time or a number, a colon takes no space before it. */
const colonWithoutSpace = /(?<!\u00a0):(?=\s|$)/
const faults: readonly [string, RegExp][] = [
  ['a space before ; ! or ?', /\s[;!?]/],
  ['no no-break space before :', colonWithoutSpace],
  ['no no-break space inside guillemets', /«(?!\u00a0)|(?<!\u00a0)»/],
  ['a straight apostrophe', /\p{Letter}'\p{Letter}/u],
  ['English quotation marks', /[“”]/],
]

const faultsIn = (text: string) => faults.flatMap(([name, sign]) => (sign.test(text) ? [name] : []))

it('finds the wordings of forms, words, errors, notices, provinces, the practice and e-mails', () => {
  const files = new Set(saidWordings.map(({ where }) => where.split(' ')[0]))
  for (const file of [
    './site/wording',
    './site/error-pages',
    './practice',
    '../forms/provinces',
    './intake/page-wording',
    './forms/intake/start-page-wording',
    './forms/resume-wording',
    './file/page-wording',
    './retention',
    './mail/mail-subjects',
    './mail/appointment-messages',
    './file/booking-wording',
    './file/booking-notices',
    './booking/availability',
    './time/time-zones',
    './forms/booking/index',
    './forms/intake/index',
    './forms/contact-authorisation/index',
    './authorisation/call-script',
    './authorisation/receipt-wording',
    './authorisation/invitation',
    '../forms/summarise',
  ]) {
    expect(files).toContain(`${file}.ts`)
  }
  for (const found of ['mail', 'without-document']) expect(files).toContain(found)
  // Each of the fourteen sections has its own title and notes.
  for (const { slug, title } of intakeForm.sections) {
    expect(
      saidWordings.some(({ en, fr }) => en === title.en && fr === title.fr),
      slug,
    ).toBe(true)
  }
  expect(saidWordings.some(({ where }) => /notes \d+ lines/.test(where))).toBe(true)
  expect(saidWordings.some(({ where }) => where.includes('formNoticeWording'))).toBe(true)
  expect(saidWordings.length).toBeGreaterThan(1000)
})

it('leaves nothing unsaid in either language', () => {
  expect(saidWordings.filter(({ en, fr }) => en.trim() === '' || fr.trim() === '')).toEqual([])
})

it('leaves no sentence untranslated', () => {
  expect(saidWordings.filter(({ en, fr }) => en === fr && countWords(en) > 3)).toEqual([])
})

it('sets no word with spaces around it', () => {
  expect(saidWordings.filter(({ en, fr }) => en !== en.trim() || fr !== fr.trim())).toEqual([])
})

it('sets French as French is set', () => {
  const wrong = saidWordings.map(({ where, fr }) => ({ where, fr, faults: faultsIn(fr) }))
  expect(wrong.filter(({ faults }) => faults.length > 0)).toEqual([])
})

/** An hour that a line may end within: `9 a.m.`, `9 h` and `9 h 30` with a space that breaks. */
const breakingHour = /\d (?:[ap]\.m\.|h(?![\p{L}]))|\d\u00a0h \d/u

it('keeps an hour on one line', () => {
  expect(saidWordings.filter(({ en, fr }) => breakingHour.test(en) || breakingHour.test(fr))).toEqual([])
  for (const [file, page] of Object.entries({ ...pages, ...englishPages }))
    expect(
      page.split('\n').filter((line) => breakingHour.test(line)),
      file,
    ).toEqual([])
})

it('sets the French pages as French is set', () => {
  expect(Object.keys(pages).length).toBeGreaterThan(0)
  for (const [file, page] of Object.entries(pages)) {
    const [, settings = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(page) ?? []
    // The front matter is YAML, so the text to read follows the first colon of each line.
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

it('ends a notice of several sentences as it ends each of them', () => {
  const notices = saidWordings.filter(({ where }) =>
    /NoticeWording|codeProblemWording|newerPageWording|tooManyUnknown/.test(where),
  )
  expect(notices.length).toBeGreaterThan(25)
  const isUnfinished = (text: string) =>
    /[\p{Ll}\d”»)][.?!] [\p{Lu}«“]/u.test(text) && !/[.?!:…”»)]$/u.test(text)
  expect(
    notices.flatMap(({ where, en, fr }) => [en, fr].filter(isUnfinished).map((text) => `${where}: ${text}`)),
  ).toEqual([])
})

/** The parent pages' French words: those of forms, pages and e-mails, but not of the desk. */
const frenchForParents = saidWordings.filter(
  ({ where }) => !/screenings|today|record|desk|numbers|stages|next-steps/.test(where),
)

it('promises in French in the future, as it does in English', () => {
  const promise = /\b(?:we won’t|we’ll (?:never|only)) (?:tell|call|write|show|contact|text)/i
  const present =
    /\bnous (?:ne |n’)(?:vous |lui |leur |le |la |les |l’|y |en )*(?:disons|appelons|écrivons|montrons|communiquons|affichons|textons)\b/i
  expect(
    frenchForParents
      .filter(({ en, fr }) => promise.test(en) && present.test(fr))
      .map(({ where, fr }) => `${where}: ${fr}`),
  ).toEqual([])
})

it('names a meeting with one parent, a form’s sections and an end in one way in French', () => {
  const retired =
    /seul à seul|tête-à-tête|(?:toutes les|les|aux) parties|même si elle a expiré|numéro de la requête/i
  for (const { where, fr } of frenchForParents) expect(fr, where).not.toMatch(retired)
})

it('gives the form by which a parent comes to us one name in each language', () => {
  const unnamed = { en: /\byour (?:\S+ )?(?<!intake )form\b/i, fr: /\bvotre formulaire\b/i }
  // What a parent signs keeps its words until its next version. The parent who joins did not ask, so makes no “demande”.
  const signed = /call-script\.ts|loadedWords call/
  const joins = /joining|invitation|code-details-wording/
  for (const { where, en, fr } of saidWordings.filter((one) => !signed.test(one.where))) {
    expect(en, where).not.toMatch(unnamed.en)
    if (!joins.test(where)) expect(fr, where).not.toMatch(unnamed.fr)
  }
  for (const [file, text] of Object.entries(englishPages)) expect(text, file).not.toMatch(unnamed.en)
  for (const [file, text] of Object.entries(pages)) expect(text, file).not.toMatch(unnamed.fr)
})

it('sets the titles of laws apart, and says of an English one in French that it is English', () => {
  for (const [file, text] of [...Object.entries(pages), ...Object.entries(englishPages)]) {
    expect(text, file).not.toMatch(/(?<![*>])\b(?:Family Law Act|Arbitration Act, 1991|Family Statute Law)/)
    expect(text, file).not.toMatch(/(?<!\*)\bLoi (?:de \d{4}|canadienne)/)
  }
  for (const [file, text] of Object.entries(pages))
    expect(text, file).not.toMatch(/(?<!<cite lang="en">)\b(?:Family Law|Arbitration) Act\b/)
})
