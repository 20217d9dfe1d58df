import { parentSideOptions } from '../../../content/file/parent-sides.ts'
import { getFilePagePath } from '../../client/routes.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import type { FileHeader } from '../queries.ts'
import { buildSafeguardsWording } from './wording.ts'

/** Says with which parents one goes ahead with safeguards only, and leads to the note of what they are. */
export function SafeguardsNotice({ header: { reference, safeguarded } }: { header: FileHeader }) {
  const language = useLanguage()
  const text = useWordingText()
  return safeguarded.map((side) => (
    <p key={side} className="contact-hold-notice">
      <a href={getFilePagePath(language, reference, 'fileSafety')}>
        <strong>{text(buildSafeguardsWording(parentSideOptions[side]))}</strong>
      </a>
    </p>
  ))
}
