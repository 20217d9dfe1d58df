import { expect, it } from 'vitest'
import { loadedWords, writeLoadedWords } from '../../content/loaded-words.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { createSiteWithWords } from '../../tests/support/site-without-words.ts'
import { bindings, TEST_ORIGIN } from '../../tests/support/test-portal.ts'
import { WordsUnavailableError } from './load-declared-text.ts'
import { loadWords } from './load-words.ts'

const createSite = (answer: () => Promise<Response> | Response | undefined) => ({
  siteFiles: createSiteWithWords(answer),
  portalOrigin: TEST_ORIGIN,
})

it('loads the words of every group as they are declared', async () => {
  const words = await loadWords({ siteFiles: bindings.ASSETS, portalOrigin: TEST_ORIGIN })
  expect(words).toEqual(loadedWords)
})

it('asks the site once, and for nothing else', async () => {
  let asked = 0
  const site = createSite(() => {
    asked++
    return undefined
  })
  const first = await loadWords(site)
  expect(await loadWords(site)).toBe(first)
  expect(asked).toBe(1)
})

const ours = writeLoadedWords()

it.each<[string, string, () => Promise<Response> | Response]>([
  ['are missing', 'missing', () => new Response('', { status: 404 })],
  ['cannot be reached', 'missing', () => Promise.reject(new Error('no network'))],
  ['have another word in them', 'not_of_this_build', () => new Response(ours.replace('Hello', 'Hullo'))],
  ['break off', 'not_of_this_build', () => new Response(ours.slice(0, -1))],
  ['are a page', 'not_of_this_build', () => new Response('<!doctype html>')],
])(
  'refuses words that %s, says so in the log, and loads them once they are whole',
  async (_, reason, answer) => {
    const logged = captureConsole()
    let isWhole = false
    const site = createSite(() => (isWhole ? new Response(ours) : answer()))
    await expect(loadWords(site)).rejects.toBeInstanceOf(WordsUnavailableError)
    expect(logged.eventsNamed('words_unavailable')).toEqual([{ event: 'words_unavailable', reason }])
    isWhole = true
    expect(await loadWords(site)).toEqual(loadedWords)
  },
)
