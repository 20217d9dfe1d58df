/** Writes the decimal digits of every script as 0 to 9: `２０１９`, `٢٠١٩` and `२०१९` become `2019`. */
export const toAsciiDigits = (text: string): string =>
  text.replace(/\P{ASCII}/gu, (character) =>
    isDigit(character) ? String(getDigitValue(character.codePointAt(0) ?? 0)) : character,
  )

/** Unicode puts the ten digits of a script in a row, from nought to nine, and such rows may follow each other. */
function getDigitValue(codePoint: number): number {
  let start = codePoint
  while (isDigit(String.fromCodePoint(start - 1))) start -= 1
  return (codePoint - start) % 10
}

const isDigit = (character: string) => /\p{Decimal_Number}/u.test(character)
