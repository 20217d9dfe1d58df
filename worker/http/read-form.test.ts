import { beforeAll, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { encodeFormBody, getSectionFields } from '../../forms/example.ts'
import type { Section } from '../../forms/form.ts'
import { getExpectedFields } from '../../forms/form.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createParentWithDraft } from '../../tests/support/intake-drafts.ts'
import { createParentWithFile } from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { createVisitor, prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { MAX_BODY_BYTES } from './read-form.ts'

let parent: Visitor

beforeAll(async () => {
  await prepareDatabase()
  parent = await createParentWithDraft()
})

const typed = getSectionFields(youSection, intakeExamples.byOneParent.fields)
const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' }

describe('a body that is not a form', () => {
  it.each<[string, RequestInit, 400 | 413 | 415]>([
    ['JSON', { body: '{"legalName":"x"}', headers: { 'Content-Type': 'application/json' } }, 415],
    ['plain text', { body: 'legalName=x', headers: { 'Content-Type': 'text/plain' } }, 415],
    ['bytes of no type', { body: new TextEncoder().encode(encodeFormBody(typed)) }, 415],
    ['nothing of no type', {}, 415],
    [
      'a type that only begins like a form',
      { body: 'a=b', headers: { 'Content-Type': `${urlencoded['Content-Type']}x` } },
      415,
    ],
    [
      'two types at once',
      { body: 'a=b', headers: { 'Content-Type': `${urlencoded['Content-Type']}, text/plain` } },
      415,
    ],
    [
      'multipart without a boundary',
      { body: multipart('x', typed), headers: { 'Content-Type': 'multipart/form-data' } },
      400,
    ],
    [
      'multipart under another boundary',
      { body: multipart('x', typed), headers: { 'Content-Type': 'multipart/form-data; boundary=y' } },
      400,
    ],
    [
      'multipart cut off',
      {
        body: multipart('x', typed).slice(0, -40),
        headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      },
      400,
    ],
    [
      'multipart of nothing',
      { body: '', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
      400,
    ],
    [
      'a part without a name',
      {
        body: '--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n',
        headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      },
      400,
    ],
    ['a file', { body: withFile() }, 400],
    [
      'two megabytes in a name',
      { body: encodeFormBody({ ...typed, legalName: ['x'.repeat(2_000_000)] }), headers: urlencoded },
      413,
    ],
    [
      'two megabytes that does not say how long it is',
      { body: streamed(2_000_000), headers: urlencoded },
      413,
    ],
    [
      'a body that says it is shorter than it is',
      { body: streamed(2_000_000), headers: { ...urlencoded, 'Content-Length': '10' } },
      413,
    ],
  ])('is refused: %s', async (_, init, status) => {
    const answer = await changesNothing(() => parent.request('/intake/you/', { method: 'POST', ...init }))
    await expectErrorPage(answer, status)
    const inFrench = await parent.request('/fr/intake/you/', {
      method: 'POST',
      ...init,
      body: bodyAgain(init),
    })
    await expectErrorPage(inFrench, status, 'fr')
  })

  it.each(['/file/', '/file/authorise/', '/file/book/', '/receipt/'])(
    'is refused by every page that takes one: %s',
    async (path) => {
      const { parent } = await createParentWithFile()
      const ask = (init: RequestInit) =>
        changesNothing(() => parent.request(path, { method: 'POST', headers: urlencoded, ...init }))
      const json = { body: '{}', headers: { 'Content-Type': 'application/json' } }
      await expectErrorPage(await ask(json), 415)
      await expectErrorPage(await ask({ body: 'x'.repeat(MAX_BODY_BYTES + 1) }), 413)
    },
  )

  it('is taken up to the limit to the byte, and refused past it', async () => {
    const visitor = createVisitor()
    const filler = (length: number) => `route=consent&orderCourt=${'x'.repeat(length - 25)}`
    const whole = await visitor.post('/intake/how-you-come/', filler(MAX_BODY_BYTES))
    const over = await visitor.post('/intake/how-you-come/', filler(MAX_BODY_BYTES + 1))
    expect(filler(MAX_BODY_BYTES)).toHaveLength(MAX_BODY_BYTES)
    expect(whole.status).toBe(303)
    expect(over.status).toBe(413)
  })

  it('has room for the longest page filled to its limits in letters of four bytes', async () => {
    for (const section of intakeForm.sections) {
      const longest = Object.fromEntries(
        [...getExpectedFields(section).keys()].map((name) => [name, ['𝒳'.repeat(limitOf(section, name))]]),
      )
      expect(encodeFormBody(longest).length).toBeLessThan(MAX_BODY_BYTES)
    }
  })

  it('is a form all the same when it is multipart, as a browser may send it', async () => {
    const visitor = createVisitor()
    const body = new FormData()
    body.append('route', 'consent')
    body.append('whoAgreed', 'me')
    body.append('whoAgreed', 'lawyers')
    body.append('background', 'Ça va: 李 & “so”\r\nand another line')
    expect((await visitor.request('/intake/how-you-come/', { method: 'POST', body })).status).toBe(303)
    const { filledFields } = await parsePage(await visitor.get('/intake/how-you-come/'))
    expect(filledFields.whoAgreed).toEqual(['me', 'lawyers'])
    expect(filledFields.background?.[0]?.replaceAll('\r\n', '\n')).toBe('Ça va: 李 & “so”\nand another line')
  })

  it('is a form all the same when its type names a charset, in any case', async () => {
    const headers = { 'Content-Type': 'Application/X-WWW-Form-URLEncoded ; charset=UTF-8' }
    const answer = await createVisitor().request('/intake/how-you-come/', {
      method: 'POST',
      body: 'route=consent',
      headers,
    })
    expect(answer.status).toBe(303)
  })
})

describe('text that did not arrive whole', () => {
  it.each<[string, Uint8Array | string]>([
    ['half a surrogate pair', 'legalName=Mo%ED%A0%80rgan'],
    ['an overlong slash', 'legalName=Mo%C0%AFrgan'],
    ['half a letter', 'legalName=Mo%C3'],
    ['half an escape', 'legalName=Mo%4'],
    ['bytes that are not UTF-8', bytes('legalName=Mo', 0xff, 0xfe, 'rgan')],
    ['a letter in Latin-1', bytes('legalName=Andr', 0xe9)],
  ])('is given back with the damage shown, and not saved: %s', async (_, body) => {
    const page = await parsePage(
      await changesNothing(() =>
        parent.request('/intake/you/', { method: 'POST', headers: urlencoded, body: body as BodyInit }),
      ),
    )
    expect(page.status).toBe(400)
    expect(page.summary?.notice).toBe(formNoticeWording.damagedText.en)
    expect(page.filledFields.legalName?.[0]).toMatch(/^(Mo|Andr)/)
  })

  it('is given back with the damage shown, and not saved: multipart', async () => {
    const head = '--x\r\nContent-Disposition: form-data; name="legalName"\r\n\r\nMo'
    const body = bytes(head, 0xff, 'rgan\r\n--x--\r\n')
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const answer = await changesNothing(() =>
      parent.request('/intake/you/', { method: 'POST', headers, body: body as BodyInit }),
    )
    const page = await parsePage(answer)
    expect(page.status).toBe(400)
    expect(page.filledFields.legalName).toEqual(['Mo\ufffdrgan'])
  })
})

/** The number of characters that a field takes, from its question, or else more than the default of any kind. */
function limitOf(section: Section, field: string): number {
  const question = Object.entries(section.questions).find(([name]) => field.split('-')[0] === name)?.[1]
  if (question?.kind === 'longText') return question.max ?? 5000
  return question?.kind === 'text' ? (question.max ?? 200) : 200
}

function multipart(boundary: string, fields: Readonly<Record<string, readonly string[]>>): string {
  const parts = Object.entries(fields).map(
    ([name, values]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${values[0]}\r\n`,
  )
  return `${parts.join('')}--${boundary}--\r\n`
}

function withFile(): FormData {
  const body = new FormData()
  body.append('legalName', new File(['Morgan'], 'name.txt', { type: 'text/plain' }))
  return body
}

function streamed(length: number): ReadableStream<Uint8Array> {
  let left = length
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(left, 10_000)
      left -= size
      controller.enqueue(new TextEncoder().encode('x'.repeat(size)))
      if (left === 0) controller.close()
    },
  })
}

/** Creates the stream again, since it can be read only once. */
const bodyAgain = ({ body }: RequestInit) =>
  body instanceof ReadableStream ? streamed(2_000_000) : (body ?? null)

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])),
  )
}
