import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { getFileStageWording } from '../../content/file-stages.ts'
import { getLanguageNameWithinLine } from '../../forms/language.ts'
import { getFilePagePath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { fileFactsWording, fileRouteWording } from '../file/facts-wording.ts'
import { PageStatus } from '../ui/announcer.tsx'
import { ContactHoldNotice } from '../ui/contact-hold-notice.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { PeopleNames } from '../ui/people-names.tsx'
import { TimeWithOffset } from '../ui/time.tsx'
import { UnreachableNotice } from '../ui/unreachable-notice.tsx'
import { type ApprovalRequest, type ListedFile, visibleFilesAndWaitingListQuery } from './queries.ts'
import { FileCheckbox, SelectableFiles, useFileSelection } from './selection.tsx'
import {
  buildAskedByWording,
  buildFileCountWording,
  buildSealedMessagesWording,
  filesWording,
  selectionWording,
  undeliveredMessageWording,
} from './wording.ts'

/**
 * The waiting list, then the files that this coordinator leads or assists in and those that nobody leads, newest first.
 */
export function FilesPage() {
  const text = useWordingText()
  const list = useQuery(visibleFilesAndWaitingListQuery)
  if (list.error) return <LoadFailure error={list.error} />
  const { files, more = false, waiting = [], asking = [], sealedMessages = 0 } = list.data ?? {}
  return (
    <>
      <h1>{text(shellWording.files)}</h1>
      <PageStatus>
        {text(files ? buildFileCountWording(files.length, more) : filesWording.loading)}
      </PageStatus>
      {sealedMessages > 0 && (
        <p className="message-outcome message-outcome--failed">
          {text(buildSealedMessagesWording(sealedMessages))}
        </p>
      )}
      {asking.length > 0 && <AskingList requests={asking} />}
      {waiting.length > 0 && <WaitingList files={waiting} />}
      {files && files.length > 0 && <FilesTable files={files} />}
    </>
  )
}

/** The files in which somebody asks this coordinator to agree to a decision. */
function AskingList({ requests }: { requests: readonly ApprovalRequest[] }) {
  const text = useWordingText()
  return (
    <section className="waiting">
      <h2>{text(filesWording.asking)}</h2>
      <ul>
        {requests.map(({ reference, askedBy, askedAt }) => (
          <li key={reference}>
            <FileLink reference={reference} /> {text(buildAskedByWording(askedBy?.name ?? ''))},{' '}
            <TimeWithOffset at={askedAt} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The families who wait for a coordinator with room. Number one has waited longest. */
function WaitingList({ files }: { files: readonly ListedFile[] }) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <section className="waiting">
      <h2>{text(filesWording.waitingList)}</h2>
      <p>{text(filesWording.waitingOrder)}</p>
      <ol>
        {files.map(({ reference, route, language: spoken, createdAt, contactHoldState, unreachable }) => (
          <li key={reference}>
            <FileLink reference={reference} /> {text(fileRouteWording[route])},{' '}
            {getLanguageNameWithinLine(spoken, language)}, <TimeWithOffset at={createdAt} />
            <ContactHoldNotice state={contactHoldState} />
            <UnreachableNotice sides={unreachable} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/**
 * A table where there is room. On a small screen each row becomes a card, and each cell shows its own label. Files that
 * the coordinator may close as not genuine can be selected.
 */
function FilesTable({ files }: { files: readonly ListedFile[] }) {
  const text = useWordingText()
  const selection = useFileSelection(files)
  const { reference, route, stage, received, lead } = fileFactsWording
  const isSelectable = selection.selectable.length > 0
  const table = (
    <table className={isSelectable ? 'files files--selectable' : 'files'}>
      <caption className="visually-hidden">{text(shellWording.files)}</caption>
      <thead>
        <tr>
          {isSelectable && (
            <th scope="col">
              <span className="visually-hidden">{text(selectionWording.select)}</span>
            </th>
          )}
          {[reference, route, stage, received, lead].map((heading) => (
            <th key={text(heading)} scope="col">
              {text(heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <FileRow key={file.reference} file={file}>
            {isSelectable && (
              <td className="files__select">
                <FileCheckbox reference={file.reference} selection={selection} />
              </td>
            )}
          </FileRow>
        ))}
      </tbody>
    </table>
  )
  return isSelectable ? <SelectableFiles selection={selection}>{table}</SelectableFiles> : table
}

function FileRow({
  file: { reference, people, route, stage, createdAt, lead, messageOutcome, contactHoldState, unreachable },
  children,
}: {
  file: ListedFile
  /** What comes before the reference. */
  children: ReactNode
}) {
  const text = useWordingText()
  const note = messageOutcome === 'queued' || messageOutcome === 'failed' ? messageOutcome : undefined
  return (
    <tr>
      {children}
      <th scope="row">
        <FileLink reference={reference} /> <PeopleNames people={people} />
        <ContactHoldNotice state={contactHoldState} />
        <UnreachableNotice sides={unreachable} />
      </th>
      <LabelledCell label={text(fileFactsWording.route)}>{text(fileRouteWording[route])}</LabelledCell>
      <LabelledCell label={text(fileFactsWording.stage)}>
        <span className={`stage stage--${stage}`}>{text(getFileStageWording(stage))}</span>
      </LabelledCell>
      <LabelledCell label={text(fileFactsWording.received)}>
        <TimeWithOffset at={createdAt} />
      </LabelledCell>
      <LabelledCell label={text(fileFactsWording.lead)}>
        {lead?.name ?? <strong>{text(fileFactsWording.nobodyYet)}</strong>}
        {note && (
          <span className={`message-outcome message-outcome--${note}`}>
            {text(undeliveredMessageWording[note])}
          </span>
        )}
      </LabelledCell>
    </tr>
  )
}

function FileLink({ reference }: { reference: string }) {
  return (
    <a className="reference" href={getFilePagePath(useLanguage(), reference)}>
      {reference}
    </a>
  )
}

function LabelledCell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td>
      <span className="files__label">{label}</span>
      <span>{children}</span>
    </td>
  )
}
