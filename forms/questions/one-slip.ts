/** Whether one slip makes one word of another: a letter left out, added or changed, or two neighbours exchanged. */
export function isOneSlipAway(word: string, meant: string): boolean {
  let start = 0
  while (start < word.length && word[start] === meant[start]) start += 1
  let end = 0
  const rest = Math.min(word.length, meant.length) - start
  while (end < rest && word.at(-1 - end) === meant.at(-1 - end)) end += 1
  const wrong = word.slice(start, word.length - end)
  const right = meant.slice(start, meant.length - end)
  return (
    (wrong.length <= 1 && right.length <= 1) ||
    (wrong.length === 2 && right.length === 2 && wrong[0] === right[1] && wrong[1] === right[0])
  )
}
