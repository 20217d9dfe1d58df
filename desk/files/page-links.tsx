import { getFileListPath } from '../client/routes.ts'
import { DeskLink } from '../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { changeChoice, formatListChoice, type ListChoice } from './list-choice.ts'
import { buildPageWording, filesWording } from './wording.ts'

interface Props {
  readonly choice: ListChoice
  readonly page: number
  readonly pages: number
}

/** Links to the pages before and after, where the list has more than one. */
export function PageLinks({ choice, page, pages }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  if (pages === 1) return null
  const toPage = (other: number) =>
    getFileListPath(language, formatListChoice(changeChoice(choice, { page: other })))
  return (
    <nav className="page-links" aria-label={text(filesWording.pages)}>
      {page > 1 && <DeskLink to={toPage(page - 1)}>{text(filesWording.previousPage)}</DeskLink>}
      <span>{text(buildPageWording(page, pages))}</span>
      {page < pages && <DeskLink to={toPage(page + 1)}>{text(filesWording.nextPage)}</DeskLink>}
    </nav>
  )
}
