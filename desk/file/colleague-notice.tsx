import { formatTimeOfDay } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import type { FileHeader } from './queries.ts'
import { buildColleagueWording } from './wording.ts'

/** Says, before anybody writes, that a colleague is in the same file. */
export function ColleagueNotice({ header: { colleague } }: { header: Pick<FileHeader, 'colleague'> }) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <div role="status">
      {colleague && (
        <p className="colleague-notice">
          {text(buildColleagueWording(colleague.name, formatTimeOfDay(colleague.at, language)))}
        </p>
      )}
    </div>
  )
}
