import { type ComposedMessage, composeMessageFromLetter } from './compose-message.ts'
import type { Letter } from './letter-html.ts'

declare const factsOfLetter: unique symbol

/** A letter in one language that has gaps in place of its facts: `Your code is {code}.` */
export type PrintedLetter<Facts> = Letter & { readonly [factsOfLetter]?: (facts: Facts) => void }

/** Prints a letter for any facts, each of which is written as it is: what it says may not depend on them. */
export const printLetter = <Facts>(write: (facts: Facts) => Letter): PrintedLetter<Facts> =>
  write(gaps as Facts)

/** Gives for every fact its gap. */
const gaps = new Proxy({}, { get: (_, fact) => `{${String(fact)}}` })

/** Fills the facts into a printed letter and composes the message. Throws when a gap stays open. */
export function composePrintedLetter<Facts extends object>(
  { subject, lines, link, ...printed }: PrintedLetter<Facts>,
  facts: Facts,
): ComposedMessage {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, fact: string) => {
      const value = (facts as Readonly<Record<string, string | number | undefined>>)[fact]
      if (value === undefined) throw new Error(`A letter lacks the fact “${fact}”`)
      return String(value)
    })
  return composeMessageFromLetter({
    ...printed,
    subject: fill(subject),
    lines: lines.map(fill),
    link: { ...link, href: fill(link.href) },
  })
}
