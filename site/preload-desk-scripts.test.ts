import { expect, it } from 'vitest'
import { listBuiltPages, readBuiltAttributes } from '../dev/built-site.ts'
import { listScriptsToPreload } from './preload-desk-scripts.ts'

it('names what a script imports at its start, and of what it imports later the page that it opens with alone', () => {
  const scripts: Readonly<Record<string, string>> = {
    '/_astro/en/index.a.js':
      'import{a as b}from"../libraries.a.js";import"./shared.a.js";const c=()=>import(`./today-page.a.js`),d=()=>import(`./files-page.a.js`)',
    '/_astro/libraries.a.js': '',
    '/_astro/en/shared.a.js': 'import{a}from"../libraries.a.js"',
    '/_astro/en/today-page.a.js': 'import{a}from"./shared.a.js";import{b}from"./next-step.a.js"',
    '/_astro/en/next-step.a.js': '',
  }
  expect(listScriptsToPreload('/_astro/en/index.a.js', (path) => scripts[path] ?? '', /today-page/)).toEqual([
    '/_astro/libraries.a.js',
    ...['shared', 'today-page', 'next-step'].map((name) => `/_astro/en/${name}.a.js`),
  ])
})

it('names ahead the script of each list of the desk in the page that is built for it, and no other page’s', () => {
  const lists = { today: /\/desk\/$/, files: /\/desk\/files\/$/ }
  for (const [list, address] of Object.entries(lists)) {
    const pages = listBuiltPages().filter((path) => address.test(path))
    expect(pages).toHaveLength(2)
    for (const page of pages) {
      const named = readBuiltAttributes(page, 'link[rel="modulepreload"]', 'href')
      const ofPages = named.flatMap((script) => /\/(\w+)-page\./.exec(script)?.[1] ?? [])
      expect(ofPages, page).toEqual([list])
    }
  }
})
