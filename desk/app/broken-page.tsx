import { brokenPageWording } from '../client/failure-wording.ts'
import { getFileListPath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'

/** Stands in place of a page that threw while it was shown: a message, and links to load it again and back. */
export function BrokenPage() {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <div role="alert" className="problem">
      <h1>{text(brokenPageWording.title)}</h1>
      <p>{text(brokenPageWording.next)}</p>
      <p>
        <a href={location.pathname + location.search}>{text(brokenPageWording.reload)}</a>
      </p>
      <p>
        <a href={getFileListPath(language)}>{text(shellWording.allFiles)}</a>
      </p>
    </div>
  )
}
