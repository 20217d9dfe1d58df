import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { practice } from '../content/practice.ts'
import { legalNoteWording } from '../content/site/legal-note.ts'
import { siteWording } from '../content/site/wording.ts'
import {
  builtSiteFolder,
  isPublicPage,
  listBuiltPages,
  listFirstGroupMatches,
  listStyles,
  parseBuiltPage,
  readBuiltAttributes,
  readBuiltHtml,
} from '../dev/built-site.ts'
import { languages, localisePath } from '../forms/language.ts'
import { portalOrigin } from './origin.ts'

const pages = listBuiltPages().filter(isPublicPage)

/** The style sheet that only applies when a page is printed. */
const paperSheet = (path: string) =>
  readBuiltAttributes(path, 'link[rel="stylesheet"][media="print"]', 'href')

/** The header that a page has on paper only. */
const printHeaderOf = (path: string) =>
  parseBuiltPage(path).querySelector('.on-paper[hidden]')?.textContent ?? ''

const paperCss = () => readFileSync(join(builtSiteFolder, paperSheet('/')[0] ?? ''), 'utf8')

/** The selectors of every rule that hides what it matches. */
const hiddenSelectors = () =>
  listFirstGroupMatches(paperCss(), /([^{}]+){[^{}]*display:none/g).flatMap((selectors) =>
    selectors.split(','),
  )

it('gives every page its sheet for paper, after all the others, so that it has the last word', () => {
  expect(pages.length).toBeGreaterThan(20)
  for (const path of pages) {
    expect(paperSheet(path), path).toHaveLength(1)
    const sheets = [...parseBuiltPage(path).querySelectorAll('style, link[rel="stylesheet"]')]
    expect(sheets.length, path).toBeGreaterThan(1)
    expect(sheets.at(-1)?.getAttribute('href'), path).toBe(paperSheet(path)[0])
  }
})

it('prints nothing that is there to be pressed: no way on, no leaving, no button', () => {
  expect(hiddenSelectors()).toEqual(
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
    const head = printHeaderOf(localisePath(language, '/lawyers-and-courts/'))
    for (const said of [
      practice.phone.reach,
      practice.email,
      siteWording.dangerCall[language],
      legalNoteWording[language],
    ])
      expect(head).toContain(said)
  }
})

it('says on paper where a page is from, if anybody can open it there', () => {
  const { host } = new URL(portalOrigin)
  expect(printHeaderOf('/fr/fees/')).toContain(`${host}/fr/fees/`)
  for (const path of ['/intake/sent/', '/file/opened/', '/invitation/yours/'])
    expect(printHeaderOf(path), path).not.toContain(`${host}/`)
})

it('leaves our head off a session, which says when and not who we are, and off a receipt, which is a text by itself', () => {
  expect(hiddenSelectors()).toEqual(
    expect.arrayContaining(['body:has(.receipt-text) .masthead', 'body:has(.session) :is(.masthead']),
  )
})

it('prints on white whatever the screen shows', () => {
  const all = listStyles(readBuiltHtml('/')).join('')
  const dark = all.indexOf('prefers-color-scheme:dark')
  expect(dark).toBeGreaterThan(0)
  expect(all.slice(dark)).toMatch(/@media print{:root{[^}]*color-scheme:light[^}]*--paper:#fff/)
})
