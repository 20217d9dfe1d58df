import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getFilePagePath, getRecordPath } from '../../client/routes.ts'
import { findStoredTextDraft } from '../../client/stored-text-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { DeskLink } from '../../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { useClearOnHide, useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import type { FileHeader } from '../queries.ts'
import { NEW_NOTE_FORM } from './draft-forms.ts'
import { LogItem } from './log-item.tsx'
import { NoteForm, type NoteSubject } from './note-form.tsx'
import { listClosedNotes, NoteOpening } from './note-opening.tsx'
import { contactLogQuery, type LogEntry } from './queries.ts'
import { contactLogWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  /** Where the shown page of the log begins, from the address; undefined for the newest. */
  readonly before: string | undefined
}

/** The contact log of a file with its notes, a page at a time, newest first. What a note says is shown once it is opened. */
export function ContactLogPanel({ header, before }: Props) {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(contactLogQuery(header.reference, before))
  // A note that was being written when the page was loaded again is shown at once.
  const [subject, setSubject] = useState<NoteSubject | undefined>(() =>
    findStoredTextDraft(header.reference, NEW_NOTE_FORM) ? { id: crypto.randomUUID() } : undefined,
  )
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map())
  useClearOnLeave(texts.size > 0, () => setTexts(new Map()))
  useClearOnHide(() => setTexts(new Map()))
  if (isLoadingError) return <PanelFailure heading={contactLogWording.title} error={error} />
  if (!data) return null
  return (
    <section className="contact-log">
      <h2>{text(contactLogWording.title)}</h2>
      <p className="hint">{text(contactLogWording.lead)}</p>
      {subject ? (
        <NoteForm
          key={subject.id}
          header={header}
          subject={subject}
          onClose={() => setSubject(undefined)}
          onSaved={() => setTexts((shown) => new Map([...shown].filter(([id]) => id !== subject.id)))}
        />
      ) : (
        header.may.logContact && (
          <Button quiet onPress={() => setSubject({ id: crypto.randomUUID() })}>
            {text(contactLogWording.writeNote)}
          </Button>
        )
      )}
      <NoteOpening
        reference={header.reference}
        closed={listClosedNotes(data.entries, texts)}
        onOpened={(opened) => setTexts((shown) => new Map([...shown, ...opened]))}
      />
      {data.entries.length === 0 && <p>{text(contactLogWording.nothing)}</p>}
      <LogEntries header={header} entries={data.entries} texts={texts} onWrite={setSubject} />
      <LogPages reference={header.reference} older={data.older} before={before} />
    </section>
  )
}

interface LogEntriesProps {
  readonly header: FileHeader
  readonly entries: readonly LogEntry[]
  readonly texts: ReadonlyMap<string, string>
  readonly onWrite: (subject: NoteSubject) => void
}

function LogEntries({ entries, ...rest }: LogEntriesProps) {
  return (
    <ol className="history log-entries">
      {entries.map((entry) => (
        <LogItem key={entry.id} entry={entry} {...rest} />
      ))}
    </ol>
  )
}

function LogPages({
  reference,
  older,
  before,
}: { reference: string; older: string | null } & Pick<Props, 'before'>) {
  const text = useWordingText()
  const language = useLanguage()
  const toPage = (from?: string) => getFilePagePath(language, reference, 'fileContact', { before: from })
  return (
    <p className="log-pages">
      {older && <DeskLink to={toPage(older)}>{text(contactLogWording.older)}</DeskLink>}{' '}
      {before && <DeskLink to={toPage()}>{text(contactLogWording.newest)}</DeskLink>}{' '}
      <DeskLink to={getRecordPath(language, reference)}>{text(contactLogWording.everything)}</DeskLink>
    </p>
  )
}
