import { formatDateInZone } from '../../../content/time/local-time.ts'
import { getFilePagePath } from '../../client/routes.ts'
import { DeskLink } from '../../ui/desk-link.tsx'
import { getDeviceTimeZone } from '../../ui/device-time-zone.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import type { FileHeader } from '../queries.ts'
import type { ParentFacts } from './family-facts.ts'
import { buildAddedCountWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly parent: ParentFacts
}

/** Says that pages were added since the intake was sent, and leads to them. */
export function AddedSince({ header: { reference }, parent: { added, side } }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  if (!added) return null
  const day = formatDateInZone(added.newestAt, getDeviceTimeZone(), language)
  return (
    <p>
      <DeskLink to={getFilePagePath(language, reference, 'fileIntake', { side })}>
        {text(buildAddedCountWording(added.count, day))}
      </DeskLink>
    </p>
  )
}
