import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { authoriseSection } from '../content/forms/contact-authorisation/index.ts'
import { safetySection } from '../content/forms/intake/safety.ts'
import { loadedWords, writeLoadedWords } from '../content/loaded-words.ts'
import * as directEncryption from '../worker/privacy/direct-encryption.ts'
import { bundleWorker } from './build-worker.ts'
import { collectMovedWordings } from './move-wordings.ts'
import { KEY, MAIL, SETTINGS, start } from './services/services.fixture.ts'
import {
  countGzippedModuleBytes,
  countWorkerStartCalls,
  MAX_WORKER_BYTES,
  MAX_WORKER_START_CALLS,
  readUploadedWorker,
  sumBytesByPart,
} from './worker-bundle.ts'

const bundle = await bundleWorker()
const STAND_IN = 'worker/mail/mail-not-received.ts'
const REPLACED = ['postal-mime', 'fast-sha256', '@stablelib/base64']

it('weighs at most 220 KiB, minified and after gzip', () => {
  const heaviest = sumBytesByPart(bundle)
    .slice(0, 20)
    .map(([part, bytes]) => `${bytes} bytes  ${part}`)
  expect(
    countGzippedModuleBytes(bundle.code),
    `The heaviest parts, before they are minified:\n${heaviest.join('\n')}`,
  ).toBeLessThanOrEqual(MAX_WORKER_BYTES)
})

it('is, to the letter, what wrangler uploads', () => {
  expect(readUploadedWorker() === bundle.code).toBe(true)
})

it(`starts with at most ${MAX_WORKER_START_CALLS} calls of its functions`, () => {
  const calls = countWorkerStartCalls(bundle.code)
  // A start builds the forms, the routes and the tables, so a count far below is one that went wrong.
  expect(calls).toBeGreaterThan(MAX_WORKER_START_CALLS / 2)
  expect(calls).toBeLessThanOrEqual(MAX_WORKER_START_CALLS)
  // The engine enters a module twice: to declare its functions, and to run it.
  expect(countWorkerStartCalls('const twice = () => {}; twice(); twice()')).toBe(4)
})

it('leaves out what reads mail, and the hashes that the platform has', () => {
  const parts = sumBytesByPart(bundle).map(([part]) => part)
  expect(parts).not.toContain('resend')
  for (const library of REPLACED) expect(parts).not.toContain(library)
  const importers = Object.entries(bundle.importsByFile).filter(([, imports]) => imports.includes(STAND_IN))
  expect(importers.map(([file]) => file)).toEqual(['dist/mail-sdk.js'])
})

it('leaves out drizzle’s relational queries, and the kinds of columns that no table has', () => {
  const files = Object.keys(bundle.importsByFile)
  expect(files).toContain('node_modules/drizzle-orm/sqlite-core/dialect.js')
  expect(files).toContain('worker/no-relational-queries.ts')
  expect(bundle.code).not.toContain('PgEnumColumn')
  expect(bundle.code).not.toContain('SQLiteRelationalQuery')
  expect(bundle.code).toContain('SQLiteIntegerBuilder')
  for (const kind of ['Blob', 'Numeric', 'Real', 'Custom'])
    expect(bundle.code).not.toContain(`SQLite${kind}Builder`)
})

it('leaves out what only pages say of a form', () => {
  expect(Object.keys(bundle.importsByFile)).not.toContain('forms/show-on-pages.ts')
  const { questions, lead, notes } = safetySection
  const said = [lead, questions.worried.hint, ...notes.flatMap(({ lines }) => lines)]
  for (const { en } of said) expect(isInBundle(en), en).toBe(false)
})

it('carries none of the wordings that it loads, and something from each of their files', () => {
  const moved = collectMovedWordings()
  expect(moved.wordings).toContainEqual(safetySection.questions.worried.required)
  const sentences = listSentences(moved.wordings.map(({ en }) => en))
  expect(sentences.length).toBeGreaterThan(100)
  expect(sentences.filter(isInBundle)).toEqual([])
  const files = Object.keys(bundle.importsByFile)
  expect([...moved.firstIndexByFile.keys()].filter((file) => !files.includes(file))).toEqual([])
})

/**
 * Whether the bundle holds a sentence. Its letters beyond ASCII are written in another way there, so the longest part
 * without counts.
 */
function isInBundle(sentence: string): boolean {
  const parts = sentence.split(/[^ -~]/).toSorted((a, b) => b.length - a.length)
  return bundle.code.includes(parts[0] ?? '')
}

it('reads nothing that it left out', () => {
  const sources = Object.keys(bundle.importsByFile).filter((file) =>
    /^(worker|forms|db|content)\//.test(file),
  )
  expect(sources).toContain('worker/forms/sections.ts')
  const readers = sources.filter((file) =>
    /\w\.hint\b|note\w*\??\.(lines|link)\b|\bnotes = \[\]/.test(readFileSync(file, 'utf8')),
  )
  // It reads which notes there are.
  expect(readers).toEqual(['forms/form.ts'])
})

it('carries the hash of the words that it loads from the site, and none of the words', () => {
  const written = writeLoadedWords()
  expect(readFileSync('dist/loaded-words.json', 'utf8')).toBe(written)
  expect(bundle.code).toContain(createHash('sha256').update(written).digest('hex'))
  expect(Object.keys(loadedWords)).toEqual([
    'notices',
    'call',
    'receipt',
    'crisisLinesCheckedOn',
    'operationChecks',
    'letters',
    'letterTexts',
    'numbers',
    'personalData',
  ])
  // What is signed repeats the labels of its form, which the worker shows in summaries and beside problems.
  const ofForm = new Set(listSentences(authoriseSection))
  const sentences = listSentences(loadedWords).filter((sentence) => !ofForm.has(sentence))
  expect(sentences.length).toBeGreaterThan(200)
  expect(sentences.filter(isInBundle)).toEqual([])
})

/** Lists the texts of a value that are long enough to be told from other words. */
function listSentences(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 40 ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listSentences) : []
}

it('takes zod’s mini build, without the methods and English messages of the other', () => {
  const files = Object.keys(bundle.importsByFile)
  expect(files).toContain('node_modules/zod/v4/mini/schemas.js')
  expect(files).not.toContain('node_modules/zod/v4/classic/schemas.js')
})

it('agrees on a key in one way: jose’s key management is left out', () => {
  expect(bundle.code).toContain('JWE Encrypted Key')
  expect(bundle.code).not.toContain('PBES2 Salt')
  // Two files of jose import it, and call what the stand-in has.
  const source = readFileSync('node_modules/jose/dist/webapi/lib/key_management.js', 'utf8')
  const exported = /^export \{([^}]*)\}/m
    .exec(source)?.[1]
    ?.split(',')
    .map((name) => name.trim())
  expect(exported?.toSorted()).toEqual(Object.keys(directEncryption).toSorted())
})

it('takes the mail SDK’s own module, but for the resources that nobody calls', () => {
  const lines = readFileSync('node_modules/resend/dist/index.mjs', 'utf8').split('\n')
  const trimmed = readFileSync('dist/mail-sdk.js', 'utf8').split('\n').slice(1)
  const left = new Set(trimmed)
  expect(trimmed).toEqual(lines.filter((line) => left.has(line)))
  const gone = lines.filter((line) => !left.has(line))
  expect(gone.length).toBeGreaterThan(10)
  for (const line of gone)
    expect(line).toMatch(/^\t\tthis\.\w+ = (new [\w$]+\((this|resend)\)|this\.segments);$/)
})

it('calls of the mail SDK only what sends, and what verifies webhooks', () => {
  const sources = globSync('worker/**/*.ts', { exclude: ['**/*.test.ts'] }).map((file) =>
    readFileSync(file, 'utf8'),
  )
  const ofSdk = sources.filter((source) => source.includes("from 'resend'"))
  const called = ofSdk.flatMap((source) => source.match(/\bresend\.(?!com)[\w.]+/g))
  // The outbox calls it, and the alert about keys, which cannot go through the outbox.
  expect(called.toSorted()).toEqual(['resend.emails.send', 'resend.emails.send', 'resend.webhooks.verify'])
})

it('sends a mail through the SDK without the resources that nobody calls', async () => {
  const { origin, mailbox } = await start()
  const { Resend } = await importTrimmedSdk()
  const sdk = new Resend(SETTINGS.resendApiKey, { baseUrl: origin })

  const { error } = await sdk.emails.send(
    { ...MAIL, attachments: [{ filename: 'a.ics', content: 'QQ==', contentType: 'text/calendar' }] },
    KEY,
  )

  expect(error).toBeNull()
  expect(await mailbox()).toMatchObject([{ subject: MAIL.subject }])
})

const importTrimmedSdk = (): Promise<typeof import('resend')> =>
  import(/* @vite-ignore */ pathToFileURL('dist/mail-sdk.js').href)
