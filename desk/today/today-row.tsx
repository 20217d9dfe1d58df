import { useState } from 'react'
import { formatClockTimeInZone } from '../../content/time/local-time.ts'
import { nextSteps } from '../../content/today/next-steps.ts'
import { getFilePagePath } from '../client/routes.ts'
import { Button } from '../ui/button.tsx'
import { ContactHoldNotice } from '../ui/contact-hold-notice.tsx'
import { getDeviceTimeZone } from '../ui/device-time-zone.ts'
import { formatDueDate } from '../ui/format-due.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PeopleNames } from '../ui/people-names.tsx'
import { buildStandInWording, urgentWording } from '../ui/wording.ts'
import type { DayRow } from './group-files.ts'
import { hasReminderDraft, ReminderForm, ReminderList } from './reminders.tsx'
import { getStepPath } from './step-path.ts'
import { getStepReason } from './step-reason.ts'
import { buildAboutFileWording, buildLeadActsWording, todayWording } from './wording.ts'

/** One file: what it is, why it is here, by when, and the one action. */
export function TodayRow({ row: { file, step, today } }: { row: DayRow }) {
  const text = useWordingText()
  const language = useLanguage()
  const { action, page } = nextSteps[step.id]
  const { reference, facts, lead, role, people } = file
  // A reminder that was being written when the page was loaded again is shown at once.
  const [isReminding, setIsReminding] = useState(() => hasReminderDraft(reference))
  return (
    <li className="today__row">
      <div className="today__who">
        <a className="reference" href={getFilePagePath(language, reference)}>
          {reference}
        </a>{' '}
        <PeopleNames people={people} />
        {step.isUrgent && <strong className="urgent">{text(urgentWording)}</strong>}
        {step.id !== 'read-order' && <ContactHoldNotice state={facts.contactHold?.state} />}
      </div>
      <div className="today__why">
        {text(getStepReason(step.id, { isLead: role === 'lead', leadName: lead?.name }))}
        <ReminderList file={file} today={today} />
      </div>
      <p className="today__due">
        <DueText row={{ file, step, today }} />
      </p>
      <div className="today__actions">
        <a className="button" data-row="" href={getStepPath(language, reference, page)}>
          {text(action)}
          <span className="visually-hidden">{text(buildAboutFileWording(reference))}</span>
        </a>
        {role !== 'taker' && role !== 'assigner' && !facts.isLocked && (
          <Button quiet expanded={isReminding} onPress={() => setIsReminding(!isReminding)}>
            {text(todayWording.remind)}
            <span className="visually-hidden">{text(buildAboutFileWording(reference))}</span>
          </Button>
        )}
      </div>
      {isReminding && (
        <ReminderForm reference={reference} today={today} onDone={() => setIsReminding(false)} />
      )}
    </li>
  )
}

/** Says by when, and whose turn it is when it is not the reader’s. */
function DueText({ row: { file, step, today } }: { row: DayRow }) {
  const text = useWordingText()
  const language = useLanguage()
  const { dueOn, who, id } = step
  const startsAt = id === 'session-today' ? file.facts.upcoming?.startsAt : undefined
  const isLate = dueOn !== undefined && dueOn < today
  const turn =
    who === 'parent'
      ? text(todayWording.waitingForParent)
      : who === 'coordinator' && file.role === 'assistant' && file.lead
        ? text(buildLeadActsWording(file.lead.name))
        : undefined
  const standIn =
    file.role === 'stand-in' && file.lead ? text(buildStandInWording(file.lead.name)) : undefined
  return (
    <>
      {startsAt !== undefined
        ? formatClockTimeInZone(startsAt, getDeviceTimeZone(), language)
        : dueOn && (
            <span className={isLate ? 'today__late' : undefined}>
              {formatDueDate(dueOn, today, language)}
            </span>
          )}
      {turn && <span className="hint"> {turn}</span>}
      {standIn && <span className="hint"> {standIn}</span>}
    </>
  )
}
