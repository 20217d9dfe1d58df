import { getFilePagePath } from '../../client/routes.ts'
import { shellWording } from '../../client/wording.ts'
import { DeskLink } from '../../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { parentSideWording } from '../facts-wording.ts'
import type { FileHeader, ParticipantSide } from '../queries.ts'
import { ParentAnswersPanel, ReadingRecordNote } from './parent-answers.tsx'

interface Props {
  readonly header: FileHeader
  readonly query: { readonly side?: string }
}

/** What one parent wrote. The other parent’s answers are a tab of their own, so that nobody reads one’s for the other’s. */
export function IntakeTab({ header, query }: Props) {
  const { participants } = header
  const side = participants.find((one) => one === query.side) ?? participants[0]
  return (
    <>
      {participants.length > 1 && side && <ParentTabs header={header} current={side} />}
      <ParentAnswersPanel header={header} side={side} />
      <ReadingRecordNote header={header} />
    </>
  )
}

function ParentTabs({ header, current }: { header: FileHeader; current: ParticipantSide }) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <nav className="parent-tabs" aria-label={text(shellWording.parentNavigation)}>
      {header.participants.map((side) => (
        <DeskLink
          key={side}
          to={getFilePagePath(language, header.reference, 'fileIntake', { side })}
          className={`parent-tabs__${side}`}
          aria-current={side === current ? 'page' : undefined}
        >
          {text(parentSideWording[side])}
        </DeskLink>
      ))}
    </nav>
  )
}
