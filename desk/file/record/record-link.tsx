import { getRecordPath } from '../../client/routes.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import type { FileHeader } from '../queries.ts'
import { fileRecordWording } from './wording.ts'

/** The link from a file to its record, for whoever may read it. */
export function RecordLink({ header: { reference, may } }: { header: FileHeader }) {
  const language = useLanguage()
  const text = useWordingText()
  if (!may.readRecord) return null
  return (
    <p className="record-link">
      <a href={getRecordPath(language, reference)}>{text(fileRecordWording.open)}</a>
    </p>
  )
}
