import type { IntakeQuestionName } from '../../../content/forms/overview-questions.ts'
import type { SummaryRow, SummarySection } from '../../../forms/summarise.ts'
import { isContactRule, pickContactRulesInForce } from '../parent-answers/contact-rules-in-force.ts'
import type { FileOverview, ParticipantSide } from '../queries.ts'

/** A child as one parent named them. The name is empty where none was given. */
export interface ChildFacts {
  readonly name: string
  readonly birth: SummaryRow | undefined
  readonly livesWith: SummaryRow | undefined
}

/**
 * What one parent answered, of what the overview tells: for each question what they said last, and the rules for contact in
 * force.
 */
export interface ParentFacts {
  readonly side: ParticipantSide
  readonly children: readonly ChildFacts[]
  /** How many pages were added since the intake was sent, and when the newest was (ms). */
  readonly added: { readonly count: number; readonly newestAt: number } | undefined
  /** Finds the answer to a question that is asked once; undefined when there is none. */
  readonly find: (question: IntakeQuestionName) => SummaryRow | undefined
  /** Whether the question was asked, answered or not. */
  readonly wasAsked: (question: IntakeQuestionName) => boolean
}

/** Gathers what a parent answered from their intake and from what was added since. */
export function gatherParentFacts(
  reading: Pick<FileOverview, 'parents' | 'additions'>,
  side: ParticipantSide,
): ParentFacts {
  const isTheirs = (one: { readonly side: ParticipantSide }) => one.side === side
  const additions = reading.additions.filter(isTheirs)
  const sent = reading.parents.filter(isTheirs)
  const newestFirst = [...additions, ...sent.toReversed()].map(({ sections }) => sections)
  const rules = pickContactRulesInForce({
    sent: sent.toReversed().flatMap(({ sections }) => sections),
    additions,
  })
  const told = newestFirst.flat().flatMap((section) => (section.item === undefined ? section.rows : []))
  const rows = [...rules, ...told.filter(({ question }) => !isContactRule(question))]
  const [newest] = additions
  return {
    side,
    children: gatherChildren(newestFirst.toReversed()),
    added: newest && { count: additions.length, newestAt: newest.addedAt },
    find: (name) => rows.find(({ question, lines }) => question === name && lines.length > 0),
    wasAsked: (name) => rows.some(({ question }) => question === name),
  }
}

/** Joins what was told of each child, by the child’s name. What was told later stands in place of what was told before. */
function gatherChildren(oldestFirst: readonly (readonly SummarySection[])[]): ChildFacts[] {
  const children = new Map<string, ChildFacts>()
  for (const [sending, sections] of oldestFirst.entries())
    for (const [item, own] of Map.groupBy(sections, ({ item }) => item)) {
      if (item === undefined) continue
      const find = (question: IntakeQuestionName) =>
        own.flatMap(({ rows }) => rows).find((row) => row.question === question && row.lines.length > 0)
      const name = find('childName')?.lines[0] ?? ''
      const key = name.toLocaleLowerCase() || `${sending} ${item}`
      const before = children.get(key)
      const birth = find('childBirthDate') ?? before?.birth
      const livesWith = find('childLivesWith') ?? before?.livesWith
      if (name || birth || livesWith) children.set(key, { name, birth, livesWith })
    }
  return [...children.values()]
}
