import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prefixCode } from '../../content/code-prefixes.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { generateInvitationCode, generatePrivateCode, parseInvitationCode, parsePrivateCode } from './code.ts'

const CODE = 'K7Q4-9MX2-PT5H-W3ZC'
const INVITATION = 'K7Q49-MX2PT'

/** What people type and paste around a code and within it. `CODE` stands for the code as it is shown. */
const typedForms: readonly (readonly [string, (code: string) => string])[] = [
  ['as it is shown', (code) => code],
  ['in small letters', (code) => code.toLowerCase()],
  ['without dashes', (code) => code.replaceAll('-', '')],
  ['with spaces', (code) => code.replaceAll('-', ' ')],
  ['with spaces around dashes', (code) => code.replaceAll('-', ' - ')],
  ['letter by letter', (code) => [...code.replaceAll('-', '')].join(' ')],
  ['letter by letter with dashes', (code) => [...code.replaceAll('-', '')].join('-')],
  ['in groups of another size', (code) => code.replaceAll('-', '').replace(/(...)/g, '$1 ')],
  ['with non-breaking hyphens', (code) => code.replaceAll('-', '\u2011')],
  ['with en dashes', (code) => code.replaceAll('-', '–')],
  ['with em dashes', (code) => code.replaceAll('-', '—')],
  ['with minus signs', (code) => code.replaceAll('-', '−')],
  ['with small and wide hyphens', (code) => code.replace('-', '﹣').replaceAll('-', '－')],
  ['with dots', (code) => code.replaceAll('-', '.')],
  ['with underscores', (code) => code.replaceAll('-', '_')],
  ['with slashes', (code) => code.replaceAll('-', '/')],
  ['with commas', (code) => code.replaceAll('-', ', ')],
  ['with middle dots', (code) => code.replaceAll('-', '·')],
  ['with non-breaking spaces', (code) => code.replaceAll('-', '\u00a0')],
  ['with thin spaces', (code) => code.replaceAll('-', '\u2009')],
  ['with ideographic spaces', (code) => code.replaceAll('-', '\u3000')],
  ['with tabs', (code) => code.replaceAll('-', '\t')],
  ['broken over two lines', (code) => code.replace('-', '-\r\n')],
  ['broken as e-mail is encoded', (code) => code.replace('-', '-=\r\n')],
  ['broken in a quoted e-mail', (code) => `> ${code.replace('-', '-\n> ')}`],
  ['with zero width spaces', (code) => code.replaceAll('-', '-\u200b')],
  ['with soft hyphens', (code) => code.replaceAll('-', '\u00ad')],
  ['wrapped as a phone wraps it', (code) => `\u202a${code}\u202c`],
  ['with a byte order mark', (code) => `\ufeff${code}`],
  [
    'in letters of full width',
    (code) => code.replace(/[0-9A-Z]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
  ],
  [
    'in bold letters of mathematics',
    (code) => code.replace(/[A-Z]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0x1d3bf)),
  ],
  ['with Arabic digits', (code) => code.replace(/\d/g, (c) => '٠١٢٣٤٥٦٧٨٩'[Number(c)] ?? c)],
  ['with Hindi digits', (code) => code.replace(/\d/g, (c) => '०१२३४५६७८९'[Number(c)] ?? c)],
  ['with O for 0', (code) => code.replaceAll('0', 'O')],
  ['with o for 0', (code) => code.replaceAll('0', 'o')],
  ['with I for 1', (code) => code.replaceAll('1', 'I')],
  ['with l for 1', (code) => code.replaceAll('1', 'l')],
  ...[...'.,;:!?…·-–—)]}>»”’"\'*_`~|/\\。、！？：'].map(
    (sign) => [`with ${sign} at its end`, (code: string) => `${code}${sign}`] as const,
  ),
  ...[
    '“”',
    '„“',
    '«»',
    '« »',
    '‹›',
    '""',
    "''",
    '‘’',
    '‚‘',
    '()',
    '[]',
    '{}',
    '<>',
    '**',
    '__',
    '``',
    '~~',
    '「」',
    '（）',
    '==',
    '||',
    '##',
  ].map(
    (pair) =>
      [
        `between ${pair}`,
        (code: string) => `${pair.slice(0, pair.length / 2)}${code}${pair.slice(pair.length / 2)}`,
      ] as const,
  ),
  ['in bold of Markdown', (code) => `**${code}**`],
  ['in bold of Markdown, with a full stop', (code) => `**${code}**.`],
  ['in code of Markdown', (code) => `\`\`\`\n${code}\n\`\`\``],
  ['in HTML', (code) => `<strong>${code}</strong>`],
  ['after a label', (code) => `Code: ${code}`],
  ['after a label without a colon', (code) => `code ${code}`],
  ['after a label, with spaces', (code) => `Your code: ${code.replaceAll('-', ' ')}`],
  ['after a label without a colon, with spaces', (code) => `code ${code.replaceAll('-', ' ')}`],
  ['after a French label', (code) => `Votre code privé : ${code}`],
  ['in a sentence', (code) => `Your private code is ${code}. Keep it to yourself.`],
  ['in a sentence of an invitation', (code) => `Your invitation code is “${code}”, valid for 14 days.`],
  ['in a French sentence', (code) => `Le code de votre invitation est « ${code} », gardez-le.`],
  ['before a sentence', (code) => `${code} is the code they gave me`],
  ['after a number', (code) => `1. ${code}`],
  ['in a whole address', (code) => `https://lantern-street.example.com/file/#${code}`],
  ['in an address with a language', (code) => `https://lantern-street.example.com/fr/invitation/#${code}`],
  [
    'in an address between angle brackets',
    (code) => `<https://lantern-street.example.com/invitation/#${code}>.`,
  ],
  ['after an address', (code) => `https://lantern-street.example.com/intake/resume/ ${code}`],
  ['twice', (code) => `${code} ${code}`],
  ['twice without a space', (code) => `${code}${code}`],
  ['twice on two lines', (code) => `${code}\n${code}\n`],
  ['twice without dashes', (code) => `${code}${code}`.replaceAll('-', '')],
  ['with much space around it', (code) => `\n\n\t  ${code}  \r\n`],
]

describe('a code as it is typed or pasted', () => {
  it.each(typedForms)('is found %s', (_, type) => {
    for (const code of [CODE, 'T0M1-0PX2-KZ5H-W013']) expect(parsePrivateCode(type(code))).toBe(code)
    for (const code of [INVITATION, 'T0M10-HX2K1']) expect(parseInvitationCode(type(code))).toBe(code)
  })

  it.each(typedForms)('is found with the letter of its kind, %s', (_, type) => {
    for (const code of [CODE, 'T0M1-0PX2-KZ5H-W013'])
      for (const kind of ['file', 'resume'] as const)
        expect(parsePrivateCode(type(prefixCode(kind, code)))).toBe(code)
    for (const code of [INVITATION, 'T0M10-HX2K1'])
      expect(parseInvitationCode(type(prefixCode('invitation', code)))).toBe(code)
  })

  it.each([
    'AK7Q49MX2PT5HW3ZC',
    'a k7q49mx2pt5hw3zc',
    'Code: AK7Q49MX2PT5HW3ZC.',
    'RK7Q4 9MX2 PT5H W3ZC, thanks',
  ])('is found however the letter of its kind is joined to it: %s', (typed) => {
    expect(parsePrivateCode(typed)).toBe(CODE)
  })

  it('is found whatever code it is, in every way that is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...typedForms),
        fc.boolean(),
        fc.boolean(),
        ([, type], isSmall, isPrefixed) => {
          const [code, invitation] = [generatePrivateCode(), generateInvitationCode()]
          // Without a digit in it, a code among words cannot be told from them unless it has its dashes.
          if (!/\d.*\d/.test(code) || !/\d.*\d/.test(invitation)) return
          const shown = isPrefixed
            ? [prefixCode('file', code), prefixCode('invitation', invitation)]
            : [code, invitation]
          const typed = shown.map(type).map((text) => (isSmall ? text.toLowerCase() : text))
          expect(parsePrivateCode(typed[0] ?? '')).toBe(code)
          expect(parseInvitationCode(typed[1] ?? '')).toBe(invitation)
        },
      ),
      { numRuns: countPropertyRuns(300) },
    )
  })

  it.each(['ABCD-EFGH-JKMN-PQRS', 'abcdefghjkmnpqrs', 'abcd efgh jkmn pqrs', 'Code: ABCD-EFGH-JKMN-PQRS.'])(
    'is found without a digit in it: %s',
    (typed) => {
      expect(parsePrivateCode(typed)).toBe('ABCD-EFGH-JKMN-PQRS')
    },
  )

  it.each([
    '',
    ' ',
    '\u200b',
    '\u3164\u2800',
    '—',
    'K7Q4-9MX2-PT5H-W3Z',
    'K7Q4-9MX2-PT5H-W3ZCD',
    'K7Q49MX2PT5HW3ZCD',
    'K7Q4-9MX2-PT5H-W3ZU',
    'I have lost my code, please call me back',
    'https://lantern-street.example.com/file/',
    'x'.repeat(100_000),
    'ab '.repeat(100_000),
  ])('is not found where there is none: %#', (typed) => {
    expect(parsePrivateCode(typed)).toBeUndefined()
  })

  it.each(['K7Q4-9MX2', 'K7Q49-MX2PTK', 'my invitation', 'invitation code'])(
    'is not found where there is none of an invitation: %s',
    (typed) => {
      expect(parseInvitationCode(typed)).toBeUndefined()
    },
  )
})
