import { describe, expect, it } from 'vitest'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { composeParentMessage } from '../../tests/support/expected-messages.ts'
import { cancellationWording } from '../cancellation-wording.ts'
import { appointmentPageWording } from '../file/booking-wording.ts'
import { filePageWording } from '../file/page-wording.ts'
import { declarationSection } from '../forms/intake/declaration.ts'
import { fees, practice } from '../practice.ts'
import { formatAppointmentTimeLines } from '../time/local-time.ts'
import { readLetterBody } from './letter-html.fixture.ts'
import { type MailSubject, mailSubjectOptions } from './mail-subjects.ts'
import { type ParentMessageKind, repliesNotReadWording } from './parent-messages.ts'

const portalOrigin = 'https://lantern-street.example.com'
const code = 'A-K7Q4-9MX2-PT5H-W3ZC'
const plain = { subject: 'reference', portalOrigin } as const
const receipt = { reference: 'Z9Z9-Z9Z9', code }
const resume = { code, lastDay: 'December 20, 2026' }

it('sends a receipt with the reference, the code and a link, and nothing else', () => {
  const { subject, text, html } = composeParentMessage('receipt', receipt, plain, 'en')
  expect(subject).toBe('Your reference')
  expect(text).toBe(
    [
      'We have what you sent. Your reference is Z9Z9-Z9Z9.',
      `Your private code is ${code}. It opens the page that tells you where things stand. Enter it here:`,
      'https://lantern-street.example.com/code/',
      'Nobody reads replies to this e-mail.',
    ].join('\n\n'),
  )
  expect(readLetterBody(html)).toEqual([
    '<p class="first">We have what you sent. Your reference is Z9Z9-Z9Z9.</p>',
    `<p>Your private code is ${code}. It opens the page that tells you where things stand. Enter it here:</p>`,
    '<p><a href="https://lantern-street.example.com/code/">https://lantern-street.example.com/code/</a></p>',
    '<p>Nobody reads replies to this e-mail.</p>',
  ])
})

it.each(languages)('asks whether a receipt is wanted by saying that the code is in it, in %s', (language) => {
  const { hint } = declarationSection.questions.receipt
  expect(composeParentMessage('receipt', receipt, plain, language).text).toContain(code)
  expect(hint?.[language]).toContain(filePageWording.codeTitle[language].toLowerCase())
})

it('sends a code to come back with, its last day and where to enter it, and nothing else', () => {
  const { subject, text, html } = composeParentMessage(
    'resume-code',
    resume,
    { ...plain, subject: 'documents' },
    'en',
  )
  expect(subject).toBe('Your documents')
  expect(text).toBe(
    [
      `Your code is ${code}. It opens what you began, until December 20, 2026.`,
      'Enter it on this page:',
      'https://lantern-street.example.com/code/',
      'Nobody reads replies to this e-mail.',
    ].join('\n\n'),
  )
  expect(readLetterBody(html)).toEqual([
    `<p class="first">Your code is ${code}. It opens what you began, until December 20, 2026.</p>`,
    '<p>Enter it on this page:</p>',
    '<p><a href="https://lantern-street.example.com/code/">https://lantern-street.example.com/code/</a></p>',
    '<p>Nobody reads replies to this e-mail.</p>',
  ])
})

const ending = { lastDay: 'January 21, 2027' }
const invitation = { code: 'K7Q49-MX2PT' }

it('says that something waits to be read, and nothing of what it is', () => {
  expect(composeParentMessage('authorisation-requested', undefined, plain, 'en').text).toBe(
    [
      'There’s something new for you to read, when you have a moment.',
      'Your private code opens it, on this page:',
      'https://lantern-street.example.com/file/',
      'Nobody reads replies to this e-mail.',
    ].join('\n\n'),
  )
})

it('says on which day something ends, and that nothing need be done', () => {
  expect(composeParentMessage('authorisation-expiring', ending, plain, 'en').text).toBe(
    [
      'Something you agreed to ends on January 21, 2027. You don’t have to do anything.',
      'If you’d like to look at it, your private code opens this page:',
      'https://lantern-street.example.com/file/',
      'Nobody reads replies to this e-mail.',
    ].join('\n\n'),
  )
})

it('sends a code that was asked for with the page to enter it on', () => {
  expect(composeParentMessage('invitation', invitation, plain, 'en').text).toBe(
    [
      'Here is the code you asked for: K7Q49-MX2PT. It opens your invitation.',
      'Enter it on this page:',
      'https://lantern-street.example.com/code/',
      'Nobody reads replies to this e-mail.',
    ].join('\n\n'),
  )
})

it('puts no code into an address, not even behind its #, where the history of a browser would hold it', () => {
  for (const { mail } of all) {
    for (const [link] of (mail.text + mail.html).matchAll(/https?:[^\s"<]*/g)) {
      for (const secret of [code, invitation.code]) expect(link).not.toContain(secret)
    }
  }
})

/** A morning in Saskatchewan, where clocks never change. */
const about = (language: Language) => ({
  when: formatAppointmentTimeLines(
    { startsAt: Date.UTC(2026, 10, 23, 15), endsAt: Date.UTC(2026, 10, 23, 16) },
    'America/Regina',
    language,
  ),
})
const WHEN = {
  en: 'Monday, November 23, 2026\n9:00_a.m._to_10:00_a.m.\nSaskatchewan time, UTC−06:00',
  fr: 'lundi 23 novembre 2026\n9_h_à_10_h\nHeure de la Saskatchewan, UTC−06:00',
}
const sessionKinds = [
  'appointment-booked',
  'appointment-moved',
  'appointment-cancelled',
  'appointment-reminder',
] as const

it.each(sessionKinds)('tells of a session only when it is, with its offset from UTC (%s)', (kind) => {
  for (const language of languages) {
    const [first = '', second = '', ...rest] = composeParentMessage(
      kind,
      about(language),
      plain,
      language,
    ).text.split('\n\n')
    expect(first.split('\n').slice(1)).toEqual(WHEN[language].replaceAll('_', '\u00a0').split('\n'))
    expect(second).not.toMatch(/\d/)
    // A joint session is changed by phone only, and no mail may tell which it is.
    expect(second).not.toMatch(/change|move|déplacer/)
    expect(rest).toEqual([
      `${portalOrigin}${localisePath(language, '/file/')}`,
      repliesNotReadWording[language],
    ])
  }
})

it.each(languages)(
  'says of a session that has moved or is cancelled that its old time may still be in a calendar (%s)',
  (language) => {
    const calendarKinds = sessionKinds.filter((kind) =>
      /calendar|agenda/.test(composeParentMessage(kind, about(language), plain, language).text),
    )
    // A move may be booked without an entry, and then nothing updates the old one.
    expect(calendarKinds).toEqual(['appointment-moved', 'appointment-cancelled'])
    expect(appointmentPageWording.moved[language]).toMatch(/calendar|agenda/)
  },
)

it.each(languages)(
  'tells a session that is booked, moved, cancelled or near in its own words (%s)',
  (language) => {
    const texts = sessionKinds.map(
      (kind) => composeParentMessage(kind, about(language), plain, language).text,
    )
    expect(new Set(texts).size).toBe(4)
  },
)

/** The page that each kind of message links to. */
const paths: Readonly<Record<ParentMessageKind, string>> = {
  receipt: '/code/',
  'resume-code': '/code/',
  'authorisation-requested': '/file/',
  'authorisation-expiring': '/file/',
  'letter-to-read': '/file/',
  invitation: '/code/',
  'appointment-booked': '/file/',
  'appointment-moved': '/file/',
  'appointment-cancelled': '/file/',
  'appointment-reminder': '/file/',
}

/** Every message to a parent, in every language and under every subject. */
const all = languages.flatMap((language) =>
  (Object.keys(mailSubjectOptions) as MailSubject[]).flatMap((subject) =>
    (Object.keys(paths) as ParentMessageKind[]).map((what) => ({
      what,
      path: paths[what],
      language,
      subject,
      mail: composeParentMessage(
        what,
        { ...receipt, ...resume, ...about(language), ...(what === 'invitation' && invitation) },
        { ...plain, subject },
        language,
      ),
    })),
  ),
)

describe.each(all)('the $what mail called “$subject”, in $language', ({ path, language, subject, mail }) => {
  const { subject: called, text, html } = mail

  it('is called as the parent chose', () => {
    expect(called).toBe(mailSubjectOptions[subject][language])
  })

  it('leads to the portal in its language, by one link', () => {
    const link = `${portalOrigin}${localisePath(language, path)}`
    expect(text.match(/https?:\S+/g)).toEqual([link])
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([link])
  })

  it('says nothing that a glance at an inbox would give away', () => {
    // The link shows its address, so the text around it must not name what it opens.
    const shown = html.replace(/<style>.*<\/style>/s, '')
    const shownText = [called, ...[text, shown].map((body) => body.replace(/https?:[^\s"<]*/g, ''))].join(
      '\n',
    )
    expect(shownText).not.toMatch(telling)
    for (const { name } of [practice, ...practice.coordinators]) {
      for (const part of name.split(' ')) expect(shownText.toLowerCase()).not.toContain(part.toLowerCase())
    }
    for (const { en, fr } of [practice.descriptor, cancellationWording.terms, fees]) {
      expect(shownText).not.toContain(en)
      expect(shownText).not.toContain(fr)
    }
    expect(shownText).not.toContain(practice.phone.reach)
    expect(shownText).not.toContain(practice.email)
  })

  it('says the same in HTML as in text, in paragraphs, lines and a link only', () => {
    const body = readLetterBody(html).join('\n')
    const tags = new Set([...body.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag))
    tags.delete('br')
    expect(tags).toEqual(new Set(['p', 'a']))
    expect(
      body
        .replace(/<[^>]*>/g, ' ')
        .split(/\s+/)
        .filter(Boolean),
    ).toEqual(text.split(/\s+/))
  })
})

/** Stems of words that would tell what the practice does, in both languages. */
const telling = new RegExp(
  `parent coparent child kid famil coordinat custod separat divorc court order mediat counsel lawyer intake safe violen
    abuse practice session application enfant coordonnat garde sépar tribunal ordonnance avocat dossier demande sécurit
    sûr cabinet médiat séance formulaire form\\b`.replace(/\s+/g, '|'),
  'i',
)
