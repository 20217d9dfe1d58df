import { useQuery } from '@tanstack/react-query'
import { getFileListPath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { DeskLink } from '../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { FileTable } from './file-table.tsx'
import { FileViews } from './file-views.tsx'
import { changeChoice, formatListChoice, type ListChoice } from './list-choice.ts'
import { buildClosedFilesQuery } from './queries.ts'
import { buildClosedCountWording, filesWording } from './wording.ts'

/** The closed files by pages, newest first. */
export function ClosedFiles({ choice }: { choice: ListChoice }) {
  const text = useWordingText()
  const language = useLanguage()
  const list = useQuery(buildClosedFilesQuery(choice))
  if (list.error) return <LoadFailure error={list.error} />
  const { files, more = false } = list.data ?? {}
  const last = files?.at(-1)
  const toPath = (start: Partial<ListChoice>) =>
    getFileListPath(language, formatListChoice(changeChoice(choice, start)))
  return (
    <div className="files-page">
      <h1>{text(shellWording.files)}</h1>
      <PageStatus>
        {text(files ? buildClosedCountWording(files.length, more) : filesWording.loading)}
      </PageStatus>
      <FileViews choice={choice} countByView={undefined} />
      {files && files.length > 0 && (
        <FileTable
          today=""
          rows={files.map((file) => ({ file, flags: [], step: undefined, place: undefined }))}
        />
      )}
      {(choice.before || more) && (
        <nav className="page-links" aria-label={text(filesWording.pages)}>
          {choice.before && <DeskLink to={toPath({})}>{text(filesWording.newestPage)}</DeskLink>}
          {more && last && (
            <DeskLink to={toPath({ at: String(last.createdAt), before: last.reference })}>
              {text(filesWording.olderPage)}
            </DeskLink>
          )}
        </nav>
      )}
    </div>
  )
}
