import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { DeskFormPage } from '../../../content/desk-form/desk-form.ts'
import type { AnswerToMend } from '../../../worker/desk/api-error.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { focusTooLongText } from '../../ui/long-text.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { RestoredDraftNotice } from '../../ui/restored-draft-notice.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useTextDraft } from '../../ui/use-text-draft.ts'
import { controlWording } from '../../ui/wording.ts'
import { answersReadingQuery, getOverviewReadingKeyPrefix } from '../queries.ts'
import { NoteField } from './note-field.tsx'
import {
  confirmDoubts,
  emptyPageDraft,
  isBlankPageDraft,
  listPostedItems,
  type PageDraft,
} from './page-draft.ts'
import { getItemIdPrefix, PageItems } from './page-items.tsx'
import { ProblemSummary } from './problem-summary.tsx'
import { type AddedAnswersProps, deskFormQuery } from './queries.ts'
import { addedAnswersWording, buildAddWording } from './wording.ts'

/** What was typed on each page. */
type PageDraftBySlug = Readonly<Record<string, PageDraft>>

/** Chooses a page and fills it in. What was typed on another page stays there. */
export function AddedAnswersForm(props: AddedAnswersProps) {
  const text = useWordingText()
  const pages = useQuery(deskFormQuery(useLanguage()))
  const [slug, setSlug] = useState<string>()
  const typed = useTextDraft(props.reference, `answers ${props.side}`, (): PageDraftBySlug => ({}))
  const drafts = typed.value
  const onChange = (changed: string, draft: PageDraft) => {
    const others = Object.entries(drafts).filter(([other]) => other !== changed)
    if (isBlankPageDraft(draft) && others.every(([, other]) => isBlankPageDraft(other))) typed.reset()
    else typed.change((before) => ({ ...before, [changed]: draft }))
  }
  if (pages.isLoadingError) return <PanelFailure heading={buildAddWording(undefined)} error={pages.error} />
  const page = pages.data?.find((one) => one.slug === slug) ?? pages.data?.[0]
  if (!page) return <p>{text(controlWording.oneMoment)}</p>
  return (
    <>
      <RestoredDraftNotice draft={typed} />
      <p className="hint">{text(addedAnswersWording.means)}</p>
      <p className="hint">{text(addedAnswersWording.toParent)}</p>
      <Field label={text(addedAnswersWording.page)}>
        {({ id }) => (
          <select id={id} value={page.slug} onChange={({ target }) => setSlug(target.value)}>
            {pages.data?.map((one) => (
              <option key={one.slug} value={one.slug}>
                {one.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <PageForm
        key={page.slug}
        {...props}
        page={page}
        draft={drafts[page.slug] ?? emptyPageDraft}
        onChange={(draft) => onChange(page.slug, draft)}
      />
    </>
  )
}

interface PageFormProps extends AddedAnswersProps {
  readonly page: DeskFormPage
  readonly draft: PageDraft
  readonly onChange: (draft: PageDraft) => void
}

/**
 * Fills in one page. The worker checks it as it checks the parent's page. When somebody else added to the page meanwhile,
 * what they added is loaded and shown above, and everything typed stays.
 */
function PageForm({ reference, side, route, additions, page, draft, onChange }: PageFormProps) {
  const text = useWordingText()
  const idPrefix = useId()
  const answersKey = answersReadingQuery(reference, useLanguage()).queryKey
  const queryClient = useQueryClient()
  const [toMend, setToMend] = useState<readonly AnswerToMend[]>([])
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.additions.$post({
          param: { reference },
          json: {
            ...{ side, page: page.slug, items: listPostedItems(draft), note: draft.note },
            revision: additions.find((addition) => addition.page === page.slug)?.id ?? '',
          },
        }),
      ),
    makesStale: [answersKey, getOverviewReadingKeyPrefix(reference), getFileQueryKeyPrefix(reference)],
    onRefused: (failure) => {
      if (failure.code === 'stale') void queryClient.invalidateQueries({ queryKey: answersKey })
      if (failure.code !== 'answers_to_mend') return
      setToMend(failure.problems)
      onChange(confirmDoubts(draft, failure.problems))
    },
    onDone: () => onChange(emptyPageDraft),
    announces: addedAnswersWording.saved,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setToMend(
      isBlankPageDraft(draft) ? [{ item: NO_ITEM, field: '', wording: addedAnswersWording.nothing }] : [],
    )
    if (!isBlankPageDraft(draft) && !focusTooLongText(event.currentTarget)) action.run()
  }
  const pageId = `${idPrefix}-page`
  const summary = toMend.map(({ item, field, wording }) => {
    const at = draft.items[item]
    const controlId = at ? `${getItemIdPrefix(idPrefix, at)}-${field}` : pageId
    return { controlId, message: text(wording) }
  })
  return (
    <form noValidate id={pageId} tabIndex={-1} className="write-down__page" onSubmit={onSubmit}>
      <ProblemSummary problems={summary} foundAt={toMend} />
      {page.isAboutSafety && <p className="write-down__notice">{text(addedAnswersWording.aboutSafety)}</p>}
      {page.replacesContactRules && (
        <p className="write-down__notice">{text(addedAnswersWording.replacesRules)}</p>
      )}
      <PageItems
        page={page}
        draft={draft}
        known={{ route: [route] }}
        problems={draft.items.map((_, index) => listItemProblems(toMend, index, text))}
        idPrefix={idPrefix}
        onChange={onChange}
      />
      {!page.replacesContactRules && (
        <NoteField note={draft.note} onChange={(note) => onChange({ ...draft, note })} />
      )}
      <Button isPending={action.isPending}>{text(addedAnswersWording.save)}</Button>
      {action.outcome}
    </form>
  )
}

/** Stands for the page as a whole. */
const NO_ITEM = -1

const listItemProblems = (
  problems: readonly AnswerToMend[],
  index: number,
  text: ReturnType<typeof useWordingText>,
): ReadonlyMap<string, string> =>
  new Map(problems.flatMap(({ item, field, wording }) => (item === index ? [[field, text(wording)]] : [])))
