import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decryptWithKeys, encryptForRecipients, parseRecipients, readKeys, writeNewKey } from './age-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'evenhand-age-'))
const AT = new Date('2026-12-01T08:30:00Z')
const bytes = new TextEncoder().encode('what the practice has')
const pathOf = (name: string) => join(folder, name)
const recipients = await Promise.all(['one', 'two', 'other'].map((name) => writeNewKey(pathOf(name), AT)))
const [one = '', two = '', other = ''] = recipients
const encrypted = await encryptForRecipients(bytes, [one, two])

afterAll(() => rmSync(folder, { recursive: true }))

describe('a key', () => {
  it('is written as age-keygen does, for its owner alone, and never over another', async () => {
    expect(readFileSync(pathOf('one'), 'utf8')).toMatch(
      new RegExp(
        `^# created: 2026-12-01T08:30:00.000Z\n# public key: ${one}\nAGE-SECRET-KEY-1[0-9A-Z]{58}\n$`,
      ),
    )
    expect(statSync(pathOf('one')).mode & 0o777).toBe(0o600)
    await expect(writeNewKey(pathOf('one'), AT)).rejects.toThrow('exists already')
  })

  it('is read from its file, and a file without one is refused', () => {
    expect(readKeys(pathOf('one'))).toEqual([expect.stringMatching(/^AGE-SECRET-KEY-1/)])
    writeFileSync(pathOf('empty'), `# public key: ${one}\n`)
    expect(() => readKeys(pathOf('empty'))).toThrow('has no key')
    expect(() => readKeys(pathOf('nowhere'))).toThrow('There is no file')
  })
})

describe('a file', () => {
  it.each(['one', 'two'])('is opened by key %s alone', async (name) => {
    expect(await decryptWithKeys('file', encrypted, readKeys(pathOf(name)))).toEqual(bytes)
  })

  it('is opened by no other, and says so', async () => {
    await expect(decryptWithKeys('file', encrypted, readKeys(pathOf('other')))).rejects.toThrow(
      'file: none of these keys opens it',
    )
  })

  it('that was cut off or changed anywhere is refused', async () => {
    const keys = readKeys(pathOf('one'))
    for (const at of [10, encrypted.length / 2, encrypted.length - 1].map(Math.floor)) {
      const changed = encrypted.map((byte, index) => (index === at ? byte ^ 1 : byte))
      for (const damaged of [changed, encrypted.slice(0, at)])
        await expect(decryptWithKeys('file', damaged, keys), String(at)).rejects.toThrow(/^file: /)
    }
  })
})

describe('recipients', () => {
  it('are named between spaces, commas or lines, with comments', () => {
    expect(parseRecipients(`# Ana\n${one}\n# Ben\n${two}, ${other} ${one}\n`)).toEqual([one, two, other])
  })

  it.each([
    ['', 'Name the public keys'],
    ['ana@example.com', 'These are no public keys (age1…): ana@example.com'],
    [`${one.slice(0, -1)}${one.endsWith('x') ? 'y' : 'x'}`, 'These are no public keys'],
  ])('of %j are refused', (text, why) => {
    expect(() => parseRecipients(text)).toThrow(why)
  })

  it('are never keys, which are not repeated either', () => {
    const [key = ''] = readKeys(pathOf('one'))
    expect(() => parseRecipients(`${two} ${key}`)).toThrow(
      /^A key stands among the recipients\. (?!.*AGE-SECRET)/,
    )
  })
})
