import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { practice } from '../content/practice.ts'
import { words } from '../content/site/wording.ts'
import { languages, pathIn } from '../forms/language.ts'
import { builtPages, dist, htmlOf, isPublic, matches } from '../tests/browser/built-site.ts'
import { portalOrigin } from './origin.ts'

const pages = builtPages().filter(isPublic)

/** The sheet that is read only when a page is printed. */
const paperSheet = (path: string) =>
  matches(htmlOf(path), /<link rel="stylesheet" media="print" href="([^"]+)"/g)

/** What a page says of itself on paper, at its head. */
const headOf = (path: string) =>
  /<div class="on-paper" hidden>(.*?)<\/div>/s.exec(htmlOf(path))?.[1]?.replace(/<[^>]+>/g, ' ') ?? ''

const css = () => readFileSync(join(dist, paperSheet('/')[0] ?? ''), 'utf8')

/** The selectors of every rule that hides what it matches. */
const hidden = () =>
  matches(css(), /([^{}]+){[^{}]*display:none/g).flatMap((selectors) => selectors.split(','))

it('gives every page its sheet for paper, after all the others, so that it has the last word', () => {
  expect(pages.length).toBeGreaterThan(20)
  for (const path of pages) {
    expect(paperSheet(path), path).toHaveLength(1)
    expect(htmlOf(path).lastIndexOf('rel="stylesheet"'), path).toBe(
      htmlOf(path).indexOf('rel="stylesheet" media="print"'),
    )
  }
})

it('prints nothing that is there to be pressed: no way on, no leaving, no button', () => {
  expect(hidden()).toEqual(
    expect.arrayContaining([
      '.masthead__link',
      '.leave',
      '.govuk-button',
      '.govuk-skip-link',
      '.next-steps',
      '.read-on',
      '.on-page',
      '.chooser',
    ]),
  )
})

it('says on paper who we are, how to reach us, and that it is no legal advice', () => {
  for (const language of languages) {
    const head = headOf(pathIn(language, '/lawyers-and-courts/'))
    for (const said of [
      practice.phone.reach,
      practice.email,
      words.dangerCall[language],
      words.fictional[language],
    ])
      expect(head).toContain(said)
  }
})

it('says on paper where a page is from, if anybody can open it there', () => {
  const { host } = new URL(portalOrigin)
  expect(headOf('/fr/fees/')).toContain(`${host}/fr/fees/`)
  for (const path of ['/intake/sent/', '/file/yours/', '/invited/yours/'])
    expect(headOf(path), path).not.toContain(`${host}/`)
})

it('leaves our head off a session, which says when and not who we are, and off a receipt, which is a text by itself', () => {
  expect(hidden()).toEqual(
    expect.arrayContaining(['body:has(.receipt-text) .masthead', 'body:has(.session) :is(.masthead']),
  )
})

it('prints on white whatever the screen shows', () => {
  const sheets = matches(htmlOf('/'), /<link rel="stylesheet" href="([^"]+)"/g)
  const all = sheets.map((sheet) => readFileSync(join(dist, sheet), 'utf8')).join('')
  const dark = all.indexOf('prefers-color-scheme:dark')
  expect(dark).toBeGreaterThan(0)
  expect(all.slice(dark)).toMatch(/@media print{:root{[^}]*color-scheme:light[^}]*--paper:#fff/)
})
