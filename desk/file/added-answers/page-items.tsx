import { useRef } from 'react'
import type { DeskFormPage } from '../../../content/desk-form/desk-form.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { Button } from '../../ui/button.tsx'
import { ItemFieldsProvider } from './item-field-context.tsx'
import {
  addDraftItem,
  changeDraftFields,
  type DraftItem,
  listAskedQuestions,
  type PageDraft,
  removeDraftItem,
} from './page-draft.ts'
import { QuestionField } from './question-field.tsx'

interface Props {
  readonly page: DeskFormPage
  readonly draft: PageDraft
  /** Answers known from elsewhere, which decide what the page asks. */
  readonly known: FormFields
  /** How to mend each field, by the position of its item and its name. */
  readonly problems: readonly ReadonlyMap<string, string>[]
  readonly idPrefix: string
  readonly onChange: (draft: PageDraft) => void
}

/** The questions of a page; of a page about a list once for each item, each of which can be removed, and more added. */
export function PageItems({ page, draft, known, problems, idPrefix, onChange }: Props) {
  const group = useRef<HTMLDivElement>(null)
  const { repeats } = page
  const renderQuestions = (item: DraftItem, index: number) => (
    <ItemFieldsProvider
      key={item.key}
      value={{
        idPrefix: getItemIdPrefix(idPrefix, item),
        fields: item.fields,
        problems: problems[index] ?? noProblems,
        onChange: (changed) => onChange(changeDraftFields(draft, item.key, changed)),
      }}
    >
      {listAskedQuestions(page, item.fields, known).map((question) => (
        <QuestionField key={question.name} question={question} />
      ))}
    </ItemFieldsProvider>
  )
  if (!repeats) return draft.items.map(renderQuestions)
  return (
    <div ref={group} className="write-down__items">
      {draft.items.map((item, index) => (
        <fieldset key={item.key} className="write-down__item">
          <legend tabIndex={-1}>
            {repeats.one} {index + 1}
          </legend>
          {renderQuestions(item, index)}
          <Button
            quiet
            onPress={() => {
              onChange(removeDraftItem(draft, item.key))
              focusLastItem(group.current)
            }}
          >
            {repeats.remove}
            <span className="visually-hidden">: {`${repeats.one} ${index + 1}`}</span>
          </Button>
        </fieldset>
      ))}
      {draft.items.length < repeats.most && (
        <Button
          quiet
          onPress={() => {
            onChange(addDraftItem(draft))
            focusLastItem(group.current)
          }}
        >
          {repeats.another}
        </Button>
      )}
    </div>
  )
}

const noProblems: ReadonlyMap<string, string> = new Map()

/** Begins the id of each control of an item. */
export const getItemIdPrefix = (idPrefix: string, { key }: DraftItem): string => `${idPrefix}-${key}`

/** Leads to the last item once the page shows it: the one that was added, or what is left after one was removed. */
const focusLastItem = (group: HTMLElement | null) =>
  requestAnimationFrame(() =>
    [...(group?.querySelectorAll<HTMLElement>('.write-down__item > legend') ?? [])].at(-1)?.focus(),
  )
