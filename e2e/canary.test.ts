import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fieldsOf } from '../content/forms/example.ts'
import { everyQuestion } from '../content/forms/form.ts'
import { intake } from '../content/forms/intake/index.ts'
import { fieldNames } from '../content/questions/index.ts'
import type { Fields } from '../content/questions/question.ts'
import { post, type Visitor } from '../dev/send-example.ts'
import { eventually, mailbox, openBrowser, portal, sendIntake } from './browser.ts'

const visitor = openBrowser()

/** Something recognisable in every field that takes text, and the canaries by themselves. */
function canaries(): { fields: Fields; words: string[] } {
  const words: string[] = []
  const mark = (before = '', after = '') => {
    const word = `${before}quokka${words.length}x${after}`
    words.push(word)
    return word
  }
  const values: Record<string, () => string> = {
    text: mark,
    name: mark,
    longText: mark,
    email: () => mark('', '@example.org'),
  }
  const fields: Record<string, string[]> = {
    route: ['court-order'],
    province: ['ON'],
    phone: ['604 555 0149'],
    otherPhone: ['604 555 0158'],
  }
  for (const { name, question } of everyQuestion(intake)) {
    const value = values[question.kind]
    if (value) fields[name] = [value()]
    if (question.kind === 'address') {
      for (const field of fieldNames(name, question))
        if (!field.endsWith('-province')) fields[field] = [mark()]
    }
  }
  words.push('6045550149', '555 0149', '555-0149', '6045550158', '555 0158', '555-0158')
  return { fields, words }
}

const found = (haystack: string, words: readonly string[]) =>
  words.filter((word) => haystack.toLowerCase().includes(word.toLowerCase()))

it('leaves nothing a parent typed in the database file, the logs, an address, a mail or an error page', async () => {
  const { fields, words } = canaries()
  expect(words.length).toBeGreaterThan(12)
  const page = await visitor()
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url(), request.headers().referer ?? ''))
  const reference = await sendIntake(page, intake, fields, 'en')
  const mail = await eventually('the mail', async () =>
    (await mailbox()).find(({ subject }) => subject.includes(reference)),
  )
  expect(found(JSON.stringify(mail), words), 'in a mail').toEqual([])
  expect(found(seen.join('\n'), words), 'in an address').toEqual([])

  const { errorPages, unfinished } = await provokeErrors(fields)
  for (const text of errorPages) expect(found(text, words), 'in an error page').toEqual([])
  expect(unfinished).toBe(303)

  const log = readFileSync(portal.logFile, 'utf8')
  expect(log).toContain('"event":"intake_sent"')
  expect(found(log, [...words, reference]), 'in the logs').toEqual([])

  const files = readdirSync(portal.stateFolder, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  )
  const databases = files.filter(({ name }) => /\.sqlite(-wal)?$/.test(name))
  expect(databases.length).toBeGreaterThan(0)
  const raw = databases.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n')
  expect(raw).toContain(reference)
  expect(found(raw, words), 'in the database file').toEqual([])
})

/** Asks for every refusal a form page can give with the canaries in hand, and leaves an unfinished draft behind. */
async function provokeErrors(fields: Fields) {
  const someone: Visitor = { origin: portal.origin, cookie: '' }
  const [first, second] = intake.sections
  const { status: unfinished } = await post(someone, '/intake/how-you-come/', fieldsOf(first, fields))
  const refused = [
    await fetch(`${portal.origin}/intake/you/`, {
      method: 'POST',
      body: new URLSearchParams({ legalName: fields.legalName?.[0] ?? '' }),
    }),
    await fetch(`${portal.origin}/intake/you/`, {
      method: 'POST',
      body: JSON.stringify(fields),
      headers: { Origin: portal.origin, 'Content-Type': 'application/json' },
    }),
    await post(someone, '/intake/you/', { ...fieldsOf(second, fields), background: ['x'.repeat(200_000)] }),
    await post(someone, '/intake/nothing/', fieldsOf(second, fields)),
    await post(someone, '/intake/send/', fields),
  ]
  for (const answer of refused) expect(answer.status).toBeGreaterThanOrEqual(400)
  return { errorPages: await Promise.all(refused.map((answer) => answer.text())), unfinished }
}
