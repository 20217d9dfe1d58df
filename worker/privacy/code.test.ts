import { describe, expect, it, vi } from 'vitest'
import {
  deriveAccessCode,
  deriveResumeKey,
  generateInvitationCode,
  generatePrivateCode,
  hashCode,
  hashConnection,
  hashMailAddress,
  hashWideConnection,
  parseInvitationCode,
  parsePrivateCode,
} from './code.ts'
import { deriveDraftId, generateDraftToken } from './draft-key.ts'
import type { SealKey } from './key-ring.ts'

const key: SealKey = { kid: 'draft-1', secret: new Uint8Array(32).fill(7) }
const otherKey: SealKey = { kid: 'draft-1', secret: new Uint8Array(32).fill(8) }
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE = 'K7Q4-9MX2-PT5H-W3ZC'

describe('a code', () => {
  it('is sixteen letters of Crockford’s, in fours: 80 bits', () => {
    for (let count = 0; count < 200; count++) {
      const code = generatePrivateCode()
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
      expect(parsePrivateCode(code)).toBe(code)
    }
    expect(Math.log2(LETTERS.length ** 16)).toBe(80)
  })

  it('has each of the 32 letters for exactly eight of the 256 bytes, so that chance favours none', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte += 16) {
      const spy = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
        if (!(array instanceof Uint8Array)) throw new Error('A code is made of bytes')
        array.set(Array.from(array, (_, index) => byte + index))
        return array
      })
      for (const letter of generatePrivateCode().replaceAll('-', ''))
        counts.set(letter, (counts.get(letter) ?? 0) + 1)
      spy.mockRestore()
    }
    expect([...counts.keys()].toSorted().join('')).toBe(LETTERS)
    expect(new Set(counts.values())).toEqual(new Set([8]))
  })

  it('asks the platform for sixteen random bytes each time, and comes up once', () => {
    const spy = vi.spyOn(crypto, 'getRandomValues')
    const codes = new Set(Array.from({ length: 5000 }, generatePrivateCode))
    expect(codes.size).toBe(5000)
    expect(spy).toHaveBeenCalledTimes(5000)
    expect(new Set(spy.mock.calls.map(([array]) => (array as Uint8Array).byteLength))).toEqual(new Set([16]))
    spy.mockRestore()
  })

  it('uses every letter in every place', () => {
    const places = Array.from({ length: 16 }, () => new Set<string>())
    for (let count = 0; count < 2000; count++) {
      for (const [place, letter] of [...generatePrivateCode().replaceAll('-', '')].entries())
        places[place]?.add(letter)
    }
    // The chance that a letter never occurs in one place in 2000 codes is one in 10²⁷.
    expect(places.map(({ size }) => size)).toEqual(Array.from({ length: 16 }, () => 32))
  })
})

describe('a code as it is typed', () => {
  it.each([
    ['small letters', 'k7q4-9mx2-pt5h-w3zc'],
    ['no dashes', 'K7Q49MX2PT5HW3ZC'],
    ['spaces for dashes', 'K7Q4 9MX2 PT5H W3ZC'],
    ['a second line', `${CODE}\nK`],
    ['spaces around', '  K7Q4-9MX2-PT5H-W3ZC\n'],
    ['every letter by itself', 'k 7 q 4 9 m x 2 p t 5 h w 3 z c'],
    ['dashes of other kinds', 'K7Q4–9MX2—PT5H‑W3ZC'],
    ['spaces of other kinds', 'K7Q4\u00a09MX2\u202fPT5H\u2003W3ZC'],
    ['wide digits', 'K７Q4-9MX2-PT5H-W3ZC'],
    ['a full stop', 'K7Q4.9MX2.PT5H.W3ZC'],
    ['a zero-width space inside', 'K7Q4\u200b9MX2PT5HW3ZC'],
    ['a null', 'K7Q4-9MX2-PT5H-W3ZC\0'],
    ['dashes in odd places', '-K7-Q49MX2PT5--HW3ZC-'],
  ])('may have %s', (_, typed) => {
    expect(parsePrivateCode(typed)).toBe(CODE)
  })

  it('may have O for 0 and I or L for 1', () => {
    expect(parsePrivateCode('oOoO-iIiI-lLlL-0011')).toBe('0000-1111-1111-0011')
  })

  it.each([
    ['nothing', ''],
    ['spaces', '    '],
    ['a letter too few', 'K7Q4-9MX2-PT5H-W3Z'],
    ['a letter too many', 'K7Q4-9MX2-PT5H-W3ZCA'],
    ['a reference', 'K7Q4-9MX2'],
    ['U, which Crockford leaves out', 'K7Q4-9MX2-PT5H-W3ZU'],
    ['letters of another script that look alike', 'К7Q4-9MX2-PT5H-W3ZC'],
    ['emoji', '👨‍👩‍👧'],
    ['ß, which is two capitals', 'K7Q4-9MX2-PT5H-W3Zß'],
    ['words of the language', '__proto__ toString'],
  ])('is none with %s', (_, typed) => {
    expect(parsePrivateCode(typed)).toBeUndefined()
  })

  it('is read quickly however long it is', () => {
    // A pattern that goes back over its characters needs minutes here, more than a test is given.
    expect(parsePrivateCode(`${'K7Q-'.repeat(1_000_000)}`)).toBeUndefined()
    expect(parsePrivateCode(`${'K7Q4 '.repeat(1_000_000)}`)).toBe('K7Q4-K7Q4-K7Q4-K7Q4')
    expect(parsePrivateCode('-'.repeat(1_000_000))).toBeUndefined()
  })

  it('tidied again stays what it is', () => {
    for (let count = 0; count < 50; count++) {
      const code = generatePrivateCode()
      expect(parsePrivateCode(parsePrivateCode(code.toLowerCase()) ?? '')).toBe(code)
    }
  })
})

describe('the code of an invitation', () => {
  const INVITATION = 'K7Q49-MX2PT'

  it('is ten letters of Crockford’s, in fives: 50 bits of the platform’s chance', () => {
    const spy = vi.spyOn(crypto, 'getRandomValues')
    const codes = new Set(Array.from({ length: 2000 }, generateInvitationCode))
    expect(spy).toHaveBeenCalledTimes(2000)
    expect(new Set(spy.mock.calls.map(([array]) => (array as Uint8Array).byteLength))).toEqual(new Set([10]))
    spy.mockRestore()
    expect(codes.size).toBe(2000)
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
      expect(parseInvitationCode(code)).toBe(code)
    }
    const places = Array.from({ length: 10 }, () => new Set<string>())
    for (const code of codes)
      for (const [place, letter] of [...code.replace('-', '')].entries()) places[place]?.add(letter)
    // The chance that a letter never occurs in one place in 2000 codes is one in 10²⁷.
    expect(places.map(({ size }) => size)).toEqual(Array.from({ length: 10 }, () => 32))
  })

  it('is as hard to guess as its comment says', () => {
    const attempts = 100 * 1_000_000 * 14 * 24
    expect(LETTERS.length ** 10 / attempts).toBeCloseTo(33_509, -1)
    expect(LETTERS.length ** 10 / (10 * attempts)).toBeCloseTo(3351, -1)
  })

  it.each([
    ['small letters', 'k7q49-mx2pt'],
    ['no dash', 'K7Q49MX2PT'],
    ['a space for the dash', 'K7Q49 MX2PT'],
    ['a dash of another kind', 'K7Q49–MX2PT'],
    ['groups of four', 'K7Q4-9MX2-PT'],
    ['every letter by itself', ' k 7 q 4 9 m x 2 p t\n'],
  ])('may be typed with %s', (_, typed) => {
    expect(parseInvitationCode(typed)).toBe(INVITATION)
  })

  it('may have O for 0 and I or L for 1', () => {
    expect(parseInvitationCode('oO0iI-lL101')).toBe('00011-11101')
  })

  it.each([
    ['nothing', ''],
    ['a letter too few', 'K7Q49-MX2P'],
    ['a letter too many', 'K7Q49-MX2PTA'],
    ['U, which Crockford leaves out', 'K7Q49-MX2PU'],
    ['letters of another script that look alike', 'К7Q49-MX2PT'],
    ['a private code', CODE],
    ['a reference', 'K7Q4-9MX2'],
  ])('is none with %s', (_, typed) => {
    expect(parseInvitationCode(typed)).toBeUndefined()
  })

  it('is never taken for a private code, nor the other way', () => {
    for (let count = 0; count < 50; count++) {
      expect(parsePrivateCode(generateInvitationCode())).toBeUndefined()
      expect(parseInvitationCode(generatePrivateCode())).toBeUndefined()
    }
  })
})

describe('what is kept of a code', () => {
  it('differs by use, by code and by secret, and says nothing of the code', async () => {
    const ids = await Promise.all([
      hashCode([key], 'resume', CODE),
      hashCode([key], 'file', CODE),
      hashCode([key], 'invitation', CODE),
      hashCode([key], 'authorisation', CODE),
      hashCode([key], 'resume', 'K7Q4-9MX2-PT5H-W3ZD'),
      hashCode([otherKey], 'resume', CODE),
      hashCode([key], 'resume', ''),
    ])
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) {
      const [, mac = ''] = /^draft-1\.([\w-]{43})$/.exec(id) ?? []
      expect(Buffer.from(mac, 'base64url')).toHaveLength(32)
      expect(Buffer.from(mac, 'base64url').toString('latin1')).not.toContain('K7Q4')
    }
    expect(await hashCode([key], 'resume', CODE)).toBe(ids[0])
  })

  it('is not the key that opens the draft: that differs from the id, by code and by secret', async () => {
    const hexOf = async (of: Promise<{ secret: Uint8Array }>) =>
      Buffer.from((await of).secret).toString('base64url')
    const keys = await Promise.all([
      hexOf(deriveResumeKey(key, CODE)),
      hexOf(deriveResumeKey(key, 'K7Q4-9MX2-PT5H-W3ZD')),
      hexOf(deriveResumeKey(otherKey, CODE)),
    ])
    expect(
      new Set([...keys, await hashCode([key], 'resume', CODE), await hashCode([key], 'file', CODE)]).size,
    ).toBe(5)
    expect(Buffer.from(keys[0] ?? '', 'base64url')).toHaveLength(32)
  })
})

describe('the code of “Your file”', () => {
  it('is a code, the same for one draft each time, and another for every other draft and secret', async () => {
    const tokens = Array.from({ length: 50 }, generateDraftToken)
    const codes = await Promise.all(tokens.map((token) => deriveAccessCode(key, token)))
    for (const code of codes) expect(parsePrivateCode(code)).toBe(code)
    expect(new Set(codes).size).toBe(50)
    expect(await Promise.all(tokens.map((token) => deriveAccessCode(key, token)))).toEqual(codes)
    const [token = ''] = tokens
    expect(await deriveAccessCode(otherKey, token)).not.toBe(codes[0])
  })

  it('cannot be told from what the database or a browser’s address shows: neither the row’s id nor the token is in it', async () => {
    const token = generateDraftToken()
    const code = await deriveAccessCode(key, token)
    const id = await deriveDraftId('intake', token)
    const letters = code.replaceAll('-', '').toLowerCase()
    for (const derived of [token, id]) {
      const plain = derived.toLowerCase()
      for (let at = 0; at + 6 <= letters.length; at++) expect(plain).not.toContain(letters.slice(at, at + 6))
    }
    // The code is derived from the token, and not from the row’s id, which the database holds.
    expect(await deriveAccessCode(key, id)).not.toBe(code)
  })
})

describe('a connection', () => {
  const same = async (...addresses: string[]) =>
    new Set(await Promise.all(addresses.map((address) => hashConnection([key], address)))).size === 1

  it('is one IPv4 address, whole', async () => {
    expect(await same('203.0.113.7', '203.0.113.7')).toBe(true)
    for (const other of ['203.0.113.8', '203.0.113.70', '203.0.11.37', '7.113.0.203']) {
      expect(await same('203.0.113.7', other)).toBe(false)
    }
  })

  it('is one IPv6 network of 64 bits, in all spellings', async () => {
    expect(
      await same(
        '2001:db8:0:1::1',
        '2001:db8:0:1::',
        '2001:0db8:0000:0001:0000:0000:0000:0001',
        '2001:DB8:0:1:FFFF:FFFF:FFFF:FFFF',
        '2001:db8::1:0:0:0:9',
        '2001:db8:0:1:a:b:c:d',
        '2001:db8::1:a:b:c:d',
      ),
    ).toBe(true)
    expect(await same('::1', '::', '0:0:0:0::', '::ffff', '0:0:0:0:1:2:3:4')).toBe(true)
    expect(await same('2001:db8:1::', '2001:db8:1:0:8::1', '2001:db8:1::8:0:0:1')).toBe(true)
  })

  it('differs when any of those 64 bits does', async () => {
    for (const other of [
      '2001:db8:0:2::1',
      '2001:db8:1:1::1',
      '2001:db9:0:1::1',
      '2002:db8:0:1::1',
      '::1',
      '2001:db8::1',
    ]) {
      expect(await same('2001:db8:0:1::1', other)).toBe(false)
    }
  })

  it('is the IPv4 address that is written into IPv6', async () => {
    expect(await same('::ffff:203.0.113.7', '203.0.113.7', '::ffff:cb00:7107')).toBe(true)
    expect(await same('::ffff:203.0.113.7', '::ffff:198.51.100.1')).toBe(false)
  })

  it('belongs over IPv6 to a wide one of 48 bits, whose hash is none of a network', async () => {
    const wide = (address: string) => hashWideConnection([key], address)
    expect(await wide('2001:db8:1:2::1')).toBe(await wide('2001:db8:1:ffff::9'))
    expect(await wide('2001:db8:1:2::1')).not.toBe(await wide('2001:db8:2:2::1'))
    expect(await wide('2001:db8:1::1')).not.toBe(await hashConnection([key], '2001:db8:1::1'))
    expect(await wide('203.0.113.7')).toBeUndefined()
  })

  it('holds up with what is no address', async () => {
    for (const odd of ['unknown', '', ':', ':::', 'fe80::1%eth0', 'kanari:kanari', '1:2:3:4:5:6:7:8:9:10']) {
      expect(await hashConnection([key], odd)).toMatch(/^[\w-]{43}$/)
    }
  })

  it('holds no address, and cannot be guessed without the secret', async () => {
    const id = await hashConnection([key], '203.0.113.7')
    expect(id).toMatch(/^[\w-]{43}$/)
    expect(id + Buffer.from(id, 'base64url').toString('latin1')).not.toContain('203.0')
    expect(await hashConnection([otherKey], '203.0.113.7')).not.toBe(id)
    expect(await hashCode([key], 'file', '203.0.113.7')).not.toBe(id)
  })
})

describe('an address of an e-mail', () => {
  const isSameMailbox = async (one: string, other: string) =>
    (await hashMailAddress([key], one)) === (await hashMailAddress([key], other))

  it.each([
    ['in capitals', 'Target@Example.COM', 'target@example.com'],
    ['with a tag', 'target+receipts@example.com', 'target@example.com'],
    ['with a tag that has a plus sign', 'target+a+b@example.com', 'target@example.com'],
    ['with the dots that Gmail ignores', 't.a.r.g.e.t@gmail.com', 'target@gmail.com'],
    ['at Gmail’s other name', 'target@googlemail.com', 'tar.get+a@gmail.com'],
    ['with the final dot of its domain', 'target@example.com.', 'target@example.com'],
    ['with a domain in ASCII', 'target@xn--qubec-csa.example', 'target@québec.example'],
    ['with an accent in two characters', 'jose\u0301@example.com', 'jos\u00e9@example.com'],
    ['in full width', 'ｔarget@example.com', 'target@example.com'],
    ['with spaces around it', ' target@example.com ', 'target@example.com'],
  ])('is that of one mailbox, %s', async (_, written, mailbox) => {
    expect(await isSameMailbox(written, mailbox)).toBe(true)
  })

  it.each([
    ['the name', 'targets@example.com'],
    ['the domain', 'target@example.org'],
    ['dots, which only Gmail ignores', 't.arget@example.com'],
    ['a letter that looks alike, which reaches somebody else', 'tаrget@example.com'],
    ['a domain that looks alike', 'target@exаmple.com'],
  ])('is another one’s when it differs in %s', async (_, other) => {
    expect(await isSameMailbox('target@example.com', other)).toBe(false)
  })
})
