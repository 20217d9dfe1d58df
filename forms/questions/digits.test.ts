import { expect, it } from 'vitest'
import { toAsciiDigits } from './digits.ts'

it('knows the digits of every script that Unicode has, each from nought to nine', () => {
  const scripts: string[][] = []
  let previous = -1
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
    const character = codePoint >= 0xd800 && codePoint <= 0xdfff ? '' : String.fromCodePoint(codePoint)
    if (!/^\p{Decimal_Number}$/u.test(character)) continue
    const last = scripts.at(-1)
    if (last && codePoint === previous + 1 && last.length < 10) last.push(character)
    else scripts.push([character])
    previous = codePoint
  }
  expect(scripts.length).toBeGreaterThan(60)
  for (const digits of scripts) expect(toAsciiDigits(digits.join('')), digits.join('')).toBe('0123456789')
})

it.each([
  ['２０１９', '2019'],
  ['٢٠١٩', '2019'],
  ['۲۰۱۹', '2019'],
  ['२०१९', '2019'],
  ['𝟚𝟘𝟙𝟡', '2019'],
  ['30 avril, 4 o’clock ½ ②', '30 avril, 4 o’clock ½ ②'],
])('writes %s as %s', (typed, written) => {
  expect(toAsciiDigits(typed)).toBe(written)
})
