import { getFileListPath } from '../client/routes.ts'
import { DeskLink } from '../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { changeChoice, fileViews, formatListChoice, type ListChoice } from './list-choice.ts'
import type { ShownList } from './list-rows.ts'
import { filesWording, fileViewWording } from './wording.ts'

interface Props {
  readonly choice: ListChoice
  /** How many open files each view has, as far as they were loaded. */
  readonly countByView: ShownList['countByView'] | undefined
}

/** Links to the views of the list, each with its number of files. The filters stay from one view to the next. */
export function FileViews({ choice, countByView }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <nav className="tabs file-views" aria-label={text(filesWording.views)}>
      <ul>
        {fileViews.map((view) => (
          <li key={view}>
            <DeskLink
              to={getFileListPath(language, formatListChoice(changeChoice(choice, { view })))}
              aria-current={view === choice.view ? 'page' : undefined}
            >
              {text(fileViewWording[view])}
              {view !== 'closed' && countByView && (
                <span className="file-views__count"> {countByView[view]}</span>
              )}
            </DeskLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
