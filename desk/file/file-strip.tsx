import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { getFileStageWording, isOpenStage } from '../../content/file-stages.ts'
import { nextSteps } from '../../content/today/next-steps.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { getStepPath } from '../today/step-path.ts'
import { getStepReason } from '../today/step-reason.ts'
import { useNextStep } from '../today/use-next-step.ts'
import { ContactHoldNotice } from '../ui/contact-hold-notice.tsx'
import { formatDueDate } from '../ui/format-due.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PeopleNames } from '../ui/people-names.tsx'
import { UnreachableNotice } from '../ui/unreachable-notice.tsx'
import { useIsNarrow } from '../ui/use-is-narrow.ts'
import { buildStandInWording, urgentWording } from '../ui/wording.ts'
import { ColleagueNotice } from './colleague-notice.tsx'
import { LogContactButton } from './contact-log/contact-logging.tsx'
import type { FileHeader } from './queries.ts'
import { SafeguardsNotice } from './screenings/safeguards-notice.tsx'
import { buildLeadWording, fileStripWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  /** The tabs of the file. */
  readonly children: ReactNode
}

/**
 * Stays on top of a file’s page: what forbids contact above all else, whose file it is, where it stands, and what is next.
 * On a phone, where it stands scrolls away below the tabs.
 */
export function FileStrip({ header, children }: Props) {
  const text = useWordingText()
  const isNarrow = useIsNarrow()
  const { reference, people } = header
  const state = <FileState header={header} />
  return (
    <>
      <div className="file-strip">
        <div className="file-strip__notices">
          <ContactHoldNotice state={header.contactHoldState} />
          <UnreachableNotice sides={header.unreachable} />
          <SafeguardsNotice header={header} />
        </div>
        <div className="file-strip__facts">
          <div className="file-strip__who">
            <PeopleNames people={people} />
            <h1 className="reference">{reference}</h1>
            {header.isUrgent && isOpenStage(header.stage) && (
              <strong className="urgent">{text(urgentWording)}</strong>
            )}
          </div>
          {!isNarrow && state}
          <ColleagueNotice header={header} />
        </div>
        <div className="file-strip__bar">
          {children}
          {!isNarrow && <LogContactButton />}
        </div>
      </div>
      {isNarrow && state}
      {isNarrow && <LogContactButton />}
    </>
  )
}

/** Where the file stands, who leads it, and what comes next. */
function FileState({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const { stage, lead, standsIn } = header
  return (
    <>
      <p className="file-strip__state">
        {text(getFileStageWording(stage))} ·{' '}
        {text(lead ? buildLeadWording(lead.name) : fileStripWording.nobodyLeads)}
        {standsIn && lead && (
          <strong className="file-strip__stand-in">{text(buildStandInWording(lead.name))}</strong>
        )}
      </p>
      <NextStepLine header={header} />
    </>
  )
}

/** Says what comes next in the file and by when, and leads to where it is done. */
function NextStepLine({ header: { reference, lastEvent, lead } }: { header: FileHeader }) {
  const language = useLanguage()
  const text = useWordingText()
  const next = useNextStep(reference, lastEvent)
  const { data: viewer } = useQuery(signedInCoordinatorAndColleaguesQuery)
  if (!next) return null
  const { step, today } = next
  const { page } = nextSteps[step.id]
  const reason = getStepReason(step.id, {
    isLead: viewer && lead?.id === viewer.id,
    leadName: lead?.name,
  })
  const isLate = step.dueOn !== undefined && step.dueOn < today
  return (
    <p className="file-strip__next">
      <span className="hint">{text(fileStripWording.next)}</span>{' '}
      <a href={getStepPath(language, reference, page)}>{text(reason)}</a>
      {step.dueOn !== undefined && (
        <span className={isLate ? 'file-strip__late' : undefined}>
          , {formatDueDate(step.dueOn, today, language)}
        </span>
      )}
    </p>
  )
}
