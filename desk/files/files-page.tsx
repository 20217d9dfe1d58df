import type { ReactNode } from 'react'
import { fileStageWording } from '../../content/file-stages.ts'
import type { Language } from '../../forms/language.ts'
import { fetchFileList, type ListedFile } from '../app/api-client.ts'
import { filePath } from '../app/routes.ts'
import { deskWording, fileCountWording, fileRouteWording, undeliveredMailWording } from '../app/wording.ts'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { LoadFailure } from '../ui/load-failure.tsx'
import { useFetchOnce } from '../ui/use-fetch-once.ts'

/** The waiting list, then the files this coordinator leads, assists in and nobody leads yet, newest first. */
export function FilesPage({ language }: { language: Language }) {
  const [answer] = useFetchOnce(fetchFileList)
  if (answer && !answer.ok) return <LoadFailure failure={answer.failure} language={language} />
  const { files, more = false, waiting = [] } = answer?.value ?? {}
  return (
    <>
      <h1>{deskWording.files[language]}</h1>
      <p role="status" className="status">
        {files ? fileCountWording(files.length, more)[language] : deskWording.loadingFiles[language]}
      </p>
      {waiting.length > 0 && <WaitingList files={waiting} language={language} />}
      {files && files.length > 0 && <FilesTable files={files} language={language} />}
    </>
  )
}

/** Families waiting for a coordinator with room, numbered from the one who has waited longest. */
function WaitingList({ files, language }: { files: readonly ListedFile[]; language: Language }) {
  return (
    <section className="waiting">
      <h2>{deskWording.waitingList[language]}</h2>
      <p>{deskWording.waitingOrder[language]}</p>
      <ol>
        {files.map(({ reference, route, createdAt }) => (
          <li key={reference}>
            <a className="reference" href={filePath(language, reference)}>
              {reference}
            </a>{' '}
            {fileRouteWording[route][language]},{' '}
            <time dateTime={new Date(createdAt).toISOString()}>
              {formatDateTimeWithOffset(createdAt, language)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A table where there is room; on a small screen each row is a card, and each cell shows its own label. */
function FilesTable({ files, language }: { files: readonly ListedFile[]; language: Language }) {
  const { reference, route, stage, received, lead } = deskWording
  return (
    <table className="files">
      <caption className="visually-hidden">{deskWording.files[language]}</caption>
      <thead>
        <tr>
          {[reference, route, stage, received, lead].map((heading) => (
            <th key={heading[language]} scope="col">
              {heading[language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <FileRow key={file.reference} file={file} language={language} />
        ))}
      </tbody>
    </table>
  )
}

function FileRow({ file, language }: { file: ListedFile; language: Language }) {
  const { reference, route, stage, createdAt, lead, messageOutcome } = file
  const note = messageOutcome === 'queued' || messageOutcome === 'failed' ? messageOutcome : undefined
  return (
    <tr>
      <th scope="row">
        <a className="reference" href={filePath(language, reference)}>
          {reference}
        </a>
      </th>
      <LabelledCell label={deskWording.route[language]}>{fileRouteWording[route][language]}</LabelledCell>
      <LabelledCell label={deskWording.stage[language]}>
        <span className={`stage stage--${stage}`}>{fileStageWording(stage)[language]}</span>
      </LabelledCell>
      <LabelledCell label={deskWording.received[language]}>
        <time dateTime={new Date(createdAt).toISOString()}>
          {formatDateTimeWithOffset(createdAt, language)}
        </time>
      </LabelledCell>
      <LabelledCell label={deskWording.lead[language]}>
        {lead?.name ?? <strong>{deskWording.nobodyYet[language]}</strong>}
        {note && (
          <span className={`message-outcome message-outcome--${note}`}>
            {undeliveredMailWording[note][language]}
          </span>
        )}
      </LabelledCell>
    </tr>
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
