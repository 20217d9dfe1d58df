import { expect, it } from 'vitest'
import { listScriptsToPreload } from './preload-desk-scripts.ts'

it('names what a script imports at its start, and of what it imports later the first page alone', () => {
  const scripts: Readonly<Record<string, string>> = {
    '/_astro/en/index.a.js':
      'import{a as b}from"../libraries.a.js";import"./shared.a.js";const c=()=>import(`./today-page.a.js`),d=()=>import(`./files-page.a.js`)',
    '/_astro/libraries.a.js': '',
    '/_astro/en/shared.a.js': 'import{a}from"../libraries.a.js"',
    '/_astro/en/today-page.a.js': 'import{a}from"./shared.a.js";import{b}from"./next-step.a.js"',
    '/_astro/en/next-step.a.js': '',
  }
  expect(listScriptsToPreload('/_astro/en/index.a.js', (path) => scripts[path] ?? '')).toEqual([
    '/_astro/libraries.a.js',
    ...['shared', 'today-page', 'next-step'].map((name) => `/_astro/en/${name}.a.js`),
  ])
})
