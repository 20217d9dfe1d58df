import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { MAX_ADDED_NOTE_CHARACTERS } from '../../../content/limits.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type AddedPage, answersReadingQuery, type FileAnswers, type ParticipantSide } from '../queries.ts'
import { additionsWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly side: ParticipantSide
  readonly pages: FileAnswers['addablePages']
  /** What was added to this parent's intake, newest first. */
  readonly additions: readonly AddedPage[]
}

/**
 * Adds what a parent said at a meeting to a page of their intake. When somebody else added to that page meanwhile, the page
 * shows both: what was added, and in the field what was typed.
 */
export function AdditionForm({ reference, side, pages, additions }: Props) {
  const text = useWordingText()
  const answersKey = answersReadingQuery(reference, useLanguage()).queryKey
  const queryClient = useQueryClient()
  const [page, setPage] = useState(pages[0]?.slug ?? '')
  const [note, setNote] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.additions.$post({
          param: { reference },
          json: {
            side,
            page,
            items: [],
            note,
            revision: additions.find((addition) => addition.page === page)?.id ?? '',
          },
        }),
      ),
    makesStale: [answersKey],
    onRefused: ({ code }) => {
      if (code === 'stale') void queryClient.invalidateQueries({ queryKey: answersKey })
    },
    onDone: () => setNote(''),
    announces: additionsWording.saved,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsMissing(note.trim() === '')
    if (note.trim() !== '') action.run()
  }
  return (
    <details>
      <summary>{text(additionsWording.add)}</summary>
      <form noValidate onSubmit={onSubmit}>
        <p className="hint">{text(additionsWording.addMeans)}</p>
        <Field label={text(additionsWording.page)}>
          {({ id }) => (
            <select id={id} value={page} onChange={(event) => setPage(event.target.value)}>
              {pages.map(({ slug, title }) => (
                <option key={slug} value={slug}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={text(additionsWording.note)}
          problem={isMissing ? text(additionsWording.noNote) : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              rows={5}
              maxLength={MAX_ADDED_NOTE_CHARACTERS}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <Button isPending={action.isPending}>{text(additionsWording.save)}</Button>
        {action.outcome}
      </form>
    </details>
  )
}
