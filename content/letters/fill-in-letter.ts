/** All that a letter is filled in with. None of it is about the children, the other parent or what a parent told. */
export interface LetterFacts {
  /** The parent’s own name, as they use it; empty when it isn’t known. */
  readonly name: string
  /** The coordinator who signs it. */
  readonly coordinator: string
}

/** Fills the facts into a letter. Without a name, the greeting has none. */
export const fillInLetter = (text: string, { name, coordinator }: LetterFacts): string =>
  text.replace(name ? '{name}' : ' {name}', () => name).replace('{coordinator}', () => coordinator)
