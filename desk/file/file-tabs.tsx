import { type FilePageName, filePageNames, getFilePagePath } from '../client/routes.ts'
import { fileTabWording, shellWording } from '../client/wording.ts'
import { DeskLink } from '../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import type { FileHeader } from './queries.ts'

/** The pages of a file. A locked file has an overview and, for whoever may read it, a record. */
export function FileTabs({ header, current }: { header: FileHeader; current: FilePageName }) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference } = header
  return (
    <nav className="tabs" aria-label={text(shellWording.fileNavigation)}>
      <ul>
        {listFileTabs(header).map((page) => (
          <li key={page}>
            <DeskLink
              to={getFilePagePath(language, reference, page)}
              aria-current={page === current ? 'page' : undefined}
            >
              {text(fileTabWording[page])}
            </DeskLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export const listFileTabs = ({ locked, needsConflictReview, may }: FileHeader): readonly FilePageName[] =>
  filePageNames.filter((page) =>
    page === 'record' ? may.readRecord && !needsConflictReview : page === 'file' || !locked,
  )
