import { HtmlValidate } from 'html-validate'
import { expect, it } from 'vitest'
import { languages } from '../../forms/language.ts'
import { readLetterBody } from './letter-html.fixture.ts'
import { renderLetterHtml } from './letter-html.ts'

const plain = {
  subject: 'About your appointment',
  language: 'en',
  lines: ['Your appointment is soon.', 'This page shows it:'],
  link: { href: 'https://lantern-street.example.com/file/' },
} as const

const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] })

it.each(languages)('is a whole, valid page in the language it is written in (%s)', async (language) => {
  for (const mail of [
    { ...plain, language },
    { ...plain, language, link: { ...plain.link, label: 'Open it' }, signed: 'Lantern Street' },
  ]) {
    const html = renderLetterHtml(mail)
    expect(html).toContain(`<html lang="${language}-CA">`)
    const { results } = await validator.validateString(html)
    expect(results.flatMap(({ messages }) => messages)).toEqual([])
  }
})

it('loads nothing, so that opening it tells nobody, and runs nothing', () => {
  const html = renderLetterHtml({ ...plain, signed: 'Lantern Street' })
  expect(html).not.toMatch(/\ssrc|url\(|@import|<(link|img|script|iframe|object|form)\b|\son[a-z]+=/)
  expect(html.match(/https?:[^\s"<]*/g)).toEqual([plain.link.href, plain.link.href])
})

it('stays paragraphs and a link in a program that drops its style', () => {
  expect(renderLetterHtml(plain)).not.toMatch(/\sstyle=/)
  expect(readLetterBody(renderLetterHtml(plain))).toEqual([
    '<p class="first">Your appointment is soon.</p>',
    '<p>This page shows it:</p>',
    `<p><a href="${plain.link.href}">${plain.link.href}</a></p>`,
  ])
})

it('lets no line end within a code', () => {
  expect(renderLetterHtml({ ...plain, lines: ['Your private code is K7Q4-9MX2-PT5H-W3ZC.'] })).toContain(
    'code is <span class="code">K7Q4-9MX2-PT5H-W3ZC</span>.</p>',
  )
})

it('shows as text whatever is written into it', () => {
  const html = renderLetterHtml({ ...plain, lines: ['<b>"Tom & Jo"</b>'], subject: '</title><b>' })
  expect(readLetterBody(html)[0]).toBe('<p class="first">&#60;b&#62;&#34;Tom &#38; Jo&#34;&#60;/b&#62;</p>')
  expect(html).toContain('<title>&#60;/title&#62;&#60;b&#62;</title>')
})
