import { expect, it } from 'vitest'
import { languages, type Wording } from '../../forms/language.ts'
import { composeNewFileMessage, type ExpectedNewFileFacts } from '../../tests/support/expected-messages.ts'
import { readLetterBody } from './letter-html.fixture.ts'
import type { NewFileMessageFacts } from './new-file-message.ts'

const file: ExpectedNewFileFacts = {
  reference: 'K7Q4-9MX2',
  route: 'court-order',
  state: 'assigned',
  isUrgent: false,
  portalOrigin: 'https://lantern-street.example.com',
}

it('tells the coordinator which file, how it starts and where to read it, in English', () => {
  const { subject, text, html } = composeNewFileMessage(file, 'en')
  expect(subject).toBe('New file K7Q4-9MX2')
  expect(text).toBe(
    [
      'A new intake is yours: K7Q4-9MX2.',
      'How it starts: “A court order asks for it”.',
      'Read the contact rules first, before any call or message.',
      'Open it at the desk\nhttps://lantern-street.example.com/desk/files/K7Q4-9MX2/',
      'Lantern Street',
    ].join('\n\n'),
  )
  expect(readLetterBody(html)).toEqual([
    '<p class="first">A new intake is yours: K7Q4-9MX2.</p>',
    '<p>How it starts: “A court order asks for it”.</p>',
    '<p>Read the contact rules first, before any call or message.</p>',
    '<p><a href="https://lantern-street.example.com/desk/files/K7Q4-9MX2/" class="button">Open it at the desk</a></p>',
    '<p class="signed">Lantern Street</p>',
  ])
})

it('says that it is urgent, and nothing of why', () => {
  const urgent = { ...file, isUrgent: true }
  expect(composeNewFileMessage(urgent, 'en').text).toContain(
    '\n\nIt’s urgent: something has to happen within days.\n\n',
  )
  expect(composeNewFileMessage(urgent, 'fr').text).toContain('C’est urgent\u00a0: quelque chose')
  for (const language of languages) {
    expect(composeNewFileMessage(urgent, language).subject).toBe(
      composeNewFileMessage(file, language).subject,
    )
    expect(composeNewFileMessage(file, language).text).not.toContain('urgent')
  }
})

it('tells the same in French and leads to the French desk', () => {
  const { subject, text, html } = composeNewFileMessage(file, 'fr')
  expect(subject).toBe('Nouveau dossier K7Q4-9MX2')
  expect(text).toContain('Point de départ\u00a0: «\u00a0Une ordonnance du tribunal le demande\u00a0».')
  for (const body of [text, html])
    expect(body).toContain('https://lantern-street.example.com/fr/desk/files/K7Q4-9MX2/')
})

it('asks for the file to be assigned when it fits nobody, and calls it nobody’s', () => {
  const { text } = composeNewFileMessage({ ...file, state: 'unassigned' }, 'en')
  expect(text).toContain('A new intake fits nobody yet: K7Q4-9MX2. Please assign it.')
  expect(text).not.toContain('yours')
})

it('says that a family waits for room, and calls the file nobody’s', () => {
  const { text } = composeNewFileMessage({ ...file, state: 'waiting' }, 'en')
  expect(text).toContain('on the waiting list: K7Q4-9MX2. Assign it when someone has room.')
  expect(text).not.toContain('yours')
})

it.each(languages)('knows every state and every route, and says each in its own words (%s)', (language) => {
  const said = (['assigned', 'waiting', 'unassigned'] as const).flatMap((state) =>
    (['consent', 'court-order', 'one-parent'] as const).map((route) => {
      const { subject, text, html } = composeNewFileMessage({ ...file, state, route }, language)
      expect(subject + text + html).not.toContain('undefined')
      return text
    }),
  )
  expect(new Set(said).size).toBe(9)
})

it.each(languages)('links to the portal and to nothing else (%s)', (language) => {
  const { html, text } = composeNewFileMessage(file, language)
  const links = [...html.matchAll(/href="([^"]*)"/g), ...text.matchAll(/https?:\S+/g)].map(
    (found) => found[1] ?? found[0] ?? '',
  )
  expect(links).toHaveLength(2)
  for (const link of links) expect(new URL(link).origin).toBe('https://lantern-street.example.com')
})

const privacyPages = import.meta.glob<string>('../pages/*/privacy.md', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** How the privacy page names what the e-mail tells. A new fact does not compile until the page names it. */
const toldFacts: Record<Exclude<keyof NewFileMessageFacts, 'portalOrigin' | 'state'>, Wording> = {
  reference: { en: 'carry its reference', fr: 'n’indiquent que sa référence' },
  route: { en: 'which of the three ways you start', fr: 'la façon dont vous commencez' },
  isUrgent: { en: 'whether something has to happen within days', fr: 's’il faut agir d’ici quelques jours' },
}

it.each(languages)('carries nothing that the privacy page does not name, in %s', (language) => {
  const paragraph = privacyPages[`../pages/${language}/privacy.md`]
    ?.split('\n')
    .find((line) => line.includes(toldFacts.reference[language]))
  for (const told of Object.values(toldFacts)) expect(paragraph).toContain(told[language])
})
