import { expect, it } from 'vitest'
import { languages } from '../../forms/language.ts'
import { composeFileNewsMessage } from '../../tests/support/expected-messages.ts'
import { practice } from '../practice.ts'
import type { FileNewsFacts } from './file-news-message.ts'
import { readLetterBody } from './letter-html.fixture.ts'

const file = { reference: 'K7Q4-9MX2', portalOrigin: 'https://lantern-street.example.com' }
const every: FileNewsFacts['news'][] = [
  'authorised',
  'authorised-on-hold',
  'withdrawn',
  'declined',
  'other-declined',
  'other-intake',
  'appointment-booked',
  'appointment-moved',
  'appointment-cancelled',
  'time-requested',
  'joint-consent-given',
  'joint-consent-withdrawn',
]

it('tells the coordinator what happened in which file, and where to read it, in English', () => {
  const { subject, text, html } = composeFileNewsMessage({ ...file, news: 'withdrawn' }, 'en')
  expect(subject).toBe('News of file K7Q4-9MX2')
  expect(text).toBe(
    [
      'The parent has stopped the authorisation. Do not call the other parent.',
      'Read the contact rules first, before any call or message.',
      'Open it at the desk\nhttps://lantern-street.example.com/desk/files/K7Q4-9MX2/',
      'Lantern Street',
    ].join('\n\n'),
  )
  expect(readLetterBody(html)).toEqual([
    '<p class="first">The parent has stopped the authorisation. Do not call the other parent.</p>',
    '<p>Read the contact rules first, before any call or message.</p>',
    '<p><a href="https://lantern-street.example.com/desk/files/K7Q4-9MX2/" class="button">Open it at the desk</a></p>',
    '<p class="signed">Lantern Street</p>',
  ])
})

it('tells the same in French and leads to the French desk', () => {
  const { subject, text, html } = composeFileNewsMessage({ ...file, news: 'withdrawn' }, 'fr')
  expect(subject).toBe('Du nouveau au dossier K7Q4-9MX2')
  expect(text).toContain('Le parent a mis fin à l’autorisation. N’appelez pas l’autre parent.')
  for (const body of [text, html])
    expect(body).toContain('https://lantern-street.example.com/fr/desk/files/K7Q4-9MX2/')
})

it.each(['authorised-on-hold', 'withdrawn', 'declined'] as const)(
  'says not to call when it is %s',
  (news) => {
    expect(composeFileNewsMessage({ ...file, news }, 'en').text).toContain('Do not call')
    expect(composeFileNewsMessage({ ...file, news }, 'fr').text).toContain('N’appelez pas')
  },
)

it('says that there are no more attempts once the other parent declined, and that the first is not told', () => {
  const { text } = composeFileNewsMessage({ ...file, news: 'other-declined' }, 'en')
  expect(text).toContain('Make no more attempts, and do not tell the first parent.')
})

it('asks to keep from the other parent what a parent chose about a joint session', () => {
  for (const news of ['joint-consent-given', 'joint-consent-withdrawn'] as const) {
    expect(composeFileNewsMessage({ ...file, news }, 'en').text).toContain('Do not tell the other parent')
    expect(composeFileNewsMessage({ ...file, news }, 'fr').text).toContain('N’en parlez pas à l’autre parent')
  }
})

it.each(languages)(
  'says each kind of news in its own words, all under one subject and one link (%s)',
  (language) => {
    const mails = every.map((news) => composeFileNewsMessage({ ...file, news }, language))
    expect(new Set(mails.map(({ text }) => text)).size).toBe(every.length)
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(1)
    for (const { subject, text, html } of mails) {
      expect(subject + text + html).not.toContain('undefined')
      expect(text.match(/https?:\S+/g)).toHaveLength(1)
      for (const { name } of practice.coordinators) expect(text).not.toContain(name)
    }
  },
)
