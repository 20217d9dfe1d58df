import { markdownToHtml } from 'satteri'
import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { languages } from '../../forms/language.ts'
import {
  fillSettingsAsPlainText,
  fillSettingsAsTextPieces,
  fillSettingsPlugin,
  settingWordingByPlaceholder,
} from './settings.ts'

const page = (language: string) => new URL(`file:///content/pages/${language}/a-page.md`)
const html = async (source: string, language = 'en') => {
  const made = await markdownToHtml(source, { mdastPlugins: [fillSettingsPlugin], fileURL: page(language) })
  return made.html.trim()
}

it('puts a setting in its place, in the language of the page', async () => {
  const { answersWithinDays } = practice
  expect(await html('Within {{answersWithin}}.')).toBe(
    `<p>Within ${answersWithinDays}\u00a0working days.</p>`,
  )
  expect(await html('D’ici {{answersWithin}}.', 'fr')).toBe(
    `<p>D’ici ${answersWithinDays}\u00a0jours ouvrables.</p>`,
  )
})

it('makes the phone number and the e-mail address links, among the words around them', async () => {
  expect(await html('Call {{phone}} or write to {{email}}.')).toBe(
    `<p>Call <a href="${practice.phone.href}">${practice.phone.reach}</a> or write to <a href="mailto:${practice.email}">${practice.email}</a>.</p>`,
  )
})

it('never breaks a phone number, nor a number from what it counts', () => {
  for (const name of [
    'phone',
    'answersWithin',
    'attempts',
    'invitationLasts',
    'draftLasts',
    'sharedDraftLasts',
  ])
    for (const language of languages)
      expect(settingWordingByPlaceholder[name]?.[language]).toMatch(/^\d+\u00a0[^ ]/)
})

it('fills plain text, such as a page’s lead, without links', () => {
  expect(fillSettingsAsPlainText('{{name}}, {{phone}}', 'en', 'a page')).toBe(
    `${practice.name}, ${practice.phone.reach}`,
  )
  expect(fillSettingsAsPlainText('Nothing to fill', 'en', 'a page')).toBe('Nothing to fill')
})

it.each(['{{feees}}', '{{ fees }}', '{{}}'])(
  'fails over %s, which is no setting, and names the page',
  async (source) => {
    await expect(html(source)).rejects.toThrow(/a-page\.md: there is no setting/)
    expect(() => fillSettingsAsTextPieces(source, 'fr', 'fr/fees.md')).toThrow(
      /^fr\/fees\.md: there is no setting/,
    )
  },
)
