import type { DeskFormOption, DeskFormPage, DeskFormQuestion } from '../../../content/desk-form/desk-form.ts'
import { isBlankText } from '../../../forms/blank-text.ts'
import { conditionHolds } from '../../../forms/condition.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import type { AnswerToMend } from '../../../worker/desk/api-error.ts'

/** What a coordinator typed on a page and has not saved. */
export interface PageDraft {
  /** The fields of the page; on a page about a list, those of each item. */
  readonly items: readonly DraftItem[]
  readonly note: string
}

export interface DraftItem {
  /** Stays the same while other items are removed. */
  readonly key: number
  readonly fields: FormFields
}

export const emptyPageDraft: PageDraft = { items: [{ key: 0, fields: {} }], note: '' }

/** Whether nothing was typed that can be seen. */
export const isBlankPageDraft = ({ items, note }: PageDraft): boolean =>
  isBlankText(note) && items.every(({ fields }) => Object.values(fields).flat().every(isBlankText))

export const addDraftItem = ({ items, ...draft }: PageDraft): PageDraft => ({
  ...draft,
  items: [...items, { key: Math.max(-1, ...items.map(({ key }) => key)) + 1, fields: {} }],
})

/** Removes an item. The last one is emptied, so that there is always one to fill in. */
export const removeDraftItem = ({ items, ...draft }: PageDraft, key: number): PageDraft => {
  const left = items.filter((item) => item.key !== key)
  return left.length > 0 ? { ...draft, items: left } : addDraftItem({ ...draft, items: left })
}

export const changeDraftFields = (
  { items, ...draft }: PageDraft,
  key: number,
  changed: FormFields,
): PageDraft => ({
  ...draft,
  items: items.map((item) => (item.key === key ? { ...item, fields: { ...item.fields, ...changed } } : item)),
})

/** The fields of each item as they are posted, without those that are empty. */
export const listPostedItems = ({ items }: PageDraft): Record<string, string[]>[] =>
  items.map(({ fields }) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([field, values]) => {
        const typed = values.filter((value) => value !== '')
        return typed.length > 0 ? [[field, typed]] : []
      }),
    ),
  )

/** Lists the questions that a page asks, given what was typed. A hidden question counts as unanswered for later ones. */
export function listAskedQuestions(
  { questions, beside }: DeskFormPage,
  fields: FormFields,
  known: FormFields,
): DeskFormQuestion[] {
  const visible: Record<string, readonly string[]> = { ...known, ...beside }
  return questions.filter(({ when, parts }) => {
    if (!conditionHolds(when, visible)) return false
    for (const { field } of parts) visible[field] = fields[field] ?? []
    return true
  })
}

/** Ticks an option or unticks it. One that stands alone unticks the others, and any other one unticks that. */
export function tickOption(
  options: readonly DeskFormOption[],
  ticked: readonly string[],
  option: DeskFormOption,
  isTicked: boolean,
): string[] {
  const others = ticked.filter((value) => value !== option.value)
  if (!isTicked) return others
  const isAlone = (value: string) => options.some((one) => one.value === value && one.alone)
  return option.alone ? [option.value] : [...others.filter((value) => !isAlone(value)), option.value]
}

/** Remembers what the form asked about: whoever leaves such an answer as it is confirms it. */
export const confirmDoubts = (draft: PageDraft, problems: readonly AnswerToMend[]): PageDraft =>
  problems.reduce((changed, { item, field, isDoubt }) => {
    const at = draft.items[item]
    return isDoubt && at
      ? changeDraftFields(changed, at.key, { [`${field}-confirmed`]: at.fields[field] ?? [] })
      : changed
  }, draft)
