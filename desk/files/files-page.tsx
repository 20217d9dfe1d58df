import type { ReactNode } from 'react'
import type { Language } from '../../forms/language.ts'
import { type ListedFile, readFiles } from '../app/api-client.ts'
import { filePath } from '../app/routes.ts'
import { filesShown, mailNotes, routes, stages, words } from '../app/wording.ts'
import { writtenTime } from '../ui/format-date.ts'
import { Problem } from '../ui/load-failure.tsx'
import { useAnswer } from '../ui/use-fetch-once.ts'

/** The waiting list, then the files this coordinator leads, assists in and nobody leads yet, newest first. */
export function FilesList({ language }: { language: Language }) {
  const [answer] = useAnswer(readFiles)
  if (answer && !answer.ok) return <Problem failure={answer.failure} language={language} />
  const { files, more = false, waiting = [] } = answer?.value ?? {}
  return (
    <>
      <h1>{words.files[language]}</h1>
      <p role="status" className="status">
        {files ? filesShown(files.length, more)[language] : words.loadingFiles[language]}
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
      <h2>{words.waitingList[language]}</h2>
      <p>{words.waitingOrder[language]}</p>
      <ol>
        {files.map(({ reference, route, openedAt }) => (
          <li key={reference}>
            <a className="reference" href={filePath(language, reference)}>
              {reference}
            </a>{' '}
            {routes[route][language]},{' '}
            <time dateTime={new Date(openedAt).toISOString()}>{writtenTime(openedAt, language)}</time>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A table where there is room; on a small screen each row is a card, and each cell shows its own label. */
function FilesTable({ files, language }: { files: readonly ListedFile[]; language: Language }) {
  const { reference, route, stage, cameIn, lead } = words
  return (
    <table className="files">
      <caption className="visually-hidden">{words.files[language]}</caption>
      <thead>
        <tr>
          {[reference, route, stage, cameIn, lead].map((heading) => (
            <th key={heading.en} scope="col">
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
  const { reference, route, stage, openedAt, lead, mailOutcome } = file
  const note = mailOutcome === 'queued' || mailOutcome === 'failed' ? mailOutcome : undefined
  return (
    <tr>
      <th scope="row">
        <a className="reference" href={filePath(language, reference)}>
          {reference}
        </a>
      </th>
      <Cell label={words.route[language]}>{routes[route][language]}</Cell>
      <Cell label={words.stage[language]}>
        <span className={`stage stage--${stage}`}>{stages[stage][language]}</span>
      </Cell>
      <Cell label={words.cameIn[language]}>
        <time dateTime={new Date(openedAt).toISOString()}>{writtenTime(openedAt, language)}</time>
      </Cell>
      <Cell label={words.lead[language]}>
        {lead?.name ?? <strong>{words.nobodyYet[language]}</strong>}
        {note && <span className={`mail mail--${note}`}>{mailNotes[note][language]}</span>}
      </Cell>
    </tr>
  )
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td>
      <span className="files__label">{label}</span>
      <span>{children}</span>
    </td>
  )
}
