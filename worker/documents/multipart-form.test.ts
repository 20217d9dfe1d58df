import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { MalformedFormError, parseBoundary, readMultipartForm } from './multipart-form.ts'
import { cutIntoPieces, streamOf } from './stream-of.fixture.ts'

const collect = async (content: ReadableStream<Uint8Array>) => [
  ...new Uint8Array(await new Response(content as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer()),
]

/** Reads a body in pieces of a size. */
const read = <T>(
  bytes: Uint8Array,
  boundary: string,
  readFile: Parameters<typeof readMultipartForm<T>>[1],
  pieceBytes = 1000,
  maxBytes = 1_000_000,
) => readMultipartForm({ body: streamOf(cutIntoPieces(bytes, pieceBytes)), boundary, maxBytes }, readFile)

const readContent = async (
  file: { field: string; fileName: string },
  content: ReadableStream<Uint8Array>,
) => ({ ...file, content: await collect(content) })

/** What the platform sends of a form, as a browser does. */
async function encodeForm(form: FormData) {
  const response = new Response(form)
  const boundary = parseBoundary(response.headers.get('content-type') ?? '')
  if (boundary === undefined) throw new Error('The form has no boundary')
  return { bytes: new Uint8Array(await response.arrayBuffer()), boundary }
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve))

const encoder = new TextEncoder()
const body = (...lines: readonly string[]) => encoder.encode(lines.join('\r\n'))
const TITLE = ['--b', 'Content-Disposition: form-data; name="title"', '', 'Order']
const PLAN = [
  '--b',
  'Content-Disposition: form-data; name="document"; filename="plan.pdf"',
  'Content-Type: application/pdf',
  '',
]

it('reads what the platform sends of any form, in whatever pieces it comes', async () => {
  // Much of a boundary, so that its beginnings stand in contents.
  const content = fc.array(
    fc.constantFrom('\r', '\n', '\r\n', '-', '--', '\r\n--', 'form', '0', '\u0000', 'é', '👪'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), content), { maxLength: 4 }),
      content,
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer({ min: 1, max: 60 }),
      async (texts, file, fileName, pieceBytes) => {
        const form = new FormData()
        for (const [name, parts] of texts) form.append(name, parts.join(''))
        form.append('document', new File([file.join('')], fileName))
        const { bytes, boundary } = await encodeForm(form)
        const { fields, files } = await read(bytes, boundary, readContent, pieceBytes)
        const sent = await new Response(bytes, {
          headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        }).formData()
        for (const name of new Set(texts.map(([each]) => each)))
          if (name !== 'document') expect(fields[name]).toEqual(sent.getAll(name))
        expect(files).toEqual([
          {
            field: 'document',
            fileName: (sent.getAll('document').at(-1) as File).name,
            content: [...encoder.encode(file.join(''))],
          },
        ])
      },
    ),
    { numRuns: countPropertyRuns(200) },
  )
})

it('passes over a file that nobody chose', async () => {
  const none = ['--b', 'Content-Disposition: form-data; name="document"; filename=""', '', '']
  const { fields, files } = await read(body(...none, ...TITLE, '--b--'), 'b', readContent)
  expect([fields, files]).toEqual([{ title: ['Order'] }, []])
})

it('hands a file on while it comes, and no more than is read', async () => {
  let sent = 0
  function* pieces() {
    yield body(...PLAN, '')
    for (; sent < 100; sent++) yield new Uint8Array(1000)
    yield encoder.encode('\r\n--b--\r\n')
  }
  const { files } = await readMultipartForm(
    { body: streamOf(pieces()), boundary: 'b', maxBytes: 1e6 },
    async (_, content) => {
      const reader = content.getReader()
      await reader.read()
      await nextTask()
      const sentAtFirst = sent
      while (!(await reader.read()).done);
      return [sentAtFirst, sent]
    },
  )
  expect(files).toEqual([[0, 100]])
})

it('reads what follows a file that its reader left, which then says what it made of it', async () => {
  const bytes = body(...PLAN, 'x'.repeat(50_000), ...TITLE, '--b--', '')
  for (const leave of [
    async () => 'refused',
    async (_: unknown, content: ReadableStream) => {
      await content.cancel()
      return 'refused'
    },
    async (_: unknown, content: ReadableStream<Uint8Array>) => {
      const reader = content.getReader()
      await reader.read()
      return 'refused'
    },
  ])
    expect(await read(bytes, 'b', leave)).toEqual({ fields: { title: ['Order'] }, files: ['refused'] })
})

it('fails as the reader of a file fails', async () => {
  const failing = read(body(...PLAN, 'x', '--b--', ''), 'b', async () => {
    throw new Error('the bucket is away')
  })
  await expect(failing).rejects.toThrow('the bucket is away')
})

describe('a body that is no form', () => {
  it.each<[string, Uint8Array, string]>([
    ['is empty', body(''), 'breaks off'],
    ['begins with another boundary', body('--c', ''), 'too much text'],
    ['has something before the first boundary', body('x', ...TITLE, '--b--'), 'too much text'],
    ['breaks off in a text', body(...TITLE).subarray(0, -3), 'breaks off'],
    ['breaks off in a file', body(...PLAN, '%PDF-1.7'), 'breaks off'],
    ['breaks off in the headers', body('--b', 'Content-Dis'), 'breaks off'],
    ['has something after a boundary', body('--bc', ''), 'has something after a boundary'],
    ['ends after a boundary', body(...TITLE, '--b'), 'has something after a boundary'],
    [
      'has a part without a name',
      body('--b', 'Content-Type: text/plain', '', 'x', '--b--'),
      'without a name',
    ],
    ['has long headers', body('--b', `X: ${'x'.repeat(5000)}`, '', 'x', '--b--'), 'too much text'],
    ['has a long text', body(...TITLE.slice(0, 3), 'x'.repeat(70_000), '--b--'), 'too much text'],
    [
      'has long texts',
      body(...Array.from({ length: 40 }, () => [...TITLE.slice(0, 3), 'x'.repeat(2000)]).flat(), '--b--'),
      'too much text',
    ],
    ['has many parts', body(...Array.from({ length: 51 }, () => TITLE).flat(), '--b--'), 'too many parts'],
  ])('is refused when it %s', async (_, bytes, message) => {
    for (const pieceBytes of [1, 7, 100_000]) {
      const reading = read(bytes, 'b', readContent, pieceBytes)
      await expect(reading).rejects.toThrow(message)
      await expect(reading).rejects.toBeInstanceOf(MalformedFormError)
    }
  })

  it('is refused when it is longer than it may be', async () => {
    const reading = read(body(...PLAN, 'x'.repeat(5000), '--b--', ''), 'b', readContent, 100, 4000)
    await expect(reading).rejects.toMatchObject({ reason: 'too_large' })
  })
})

it('takes the names of fields for nothing else', async () => {
  const { fields } = await read(
    body('--b', 'Content-Disposition: form-data; name="__proto__"', '', 'x', '--b--'),
    'b',
    readContent,
  )
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype)
  expect(Object.entries(fields)).toEqual([['__proto__', ['x']]])
})

it.each([
  ['multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk', '----WebKitFormBoundary7MA4YWxk'],
  ['Multipart/Form-Data;boundary="a b"', 'a b'],
  ['multipart/form-data', undefined],
  ['multipart/mixed; boundary=b', undefined],
  ['application/x-www-form-urlencoded', undefined],
  [`multipart/form-data; boundary=${'b'.repeat(71)}`, undefined],
])('finds the boundary in %s', (contentType, boundary) => {
  expect(parseBoundary(contentType)).toBe(boundary)
})
