import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { meetingModeOptions } from '../../../content/booking/meeting-modes.ts'
import { screeningFindingOptions, screeningWaiverOptions } from '../../../content/file/screenings.ts'
import { findStoredTextDraft } from '../../client/stored-text-drafts.ts'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { parentSideWording } from '../facts-wording.ts'
import { type FileHeader, type NewScreening, type Screenings, screeningsQuery } from '../queries.ts'
import { nameScreeningForm } from './screening-draft.ts'
import { ScreeningForm } from './screening-form.tsx'
import { screeningStateWording, screeningsWording } from './wording.ts'

/**
 * Shows for each parent who came whether they were talked with alone, what that found and what is next, and lets the lead
 * note it. The first note is asked for openly; later ones are folded.
 */
export function ScreeningsPanel({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(screeningsQuery(header.reference))
  if (isLoadingError) return <PanelFailure heading={screeningsWording.title} error={error} />
  if (!data) return null
  return (
    <section className="screenings">
      <h2>{text(screeningsWording.title)}</h2>
      {data.parents.map((parent) => (
        <ParentScreenings
          key={parent.side}
          header={header}
          parent={parent}
          screenings={data.screenings.filter(({ side }) => side === parent.side)}
        />
      ))}
    </section>
  )
}

interface ParentScreeningsProps {
  readonly header: FileHeader
  readonly parent: Screenings['parents'][number]
  readonly screenings: Screenings['screenings']
}

function ParentScreenings({ header, parent, screenings }: ParentScreeningsProps) {
  const text = useWordingText()
  const goingAhead = header.safeguarded.includes(parent.side) ? 'with-safeguards' : 'done'
  return (
    <div>
      {header.participants.length > 1 && <h3>{text(parentSideWording[parent.side])}</h3>}
      {parent.cameByCode && <p>{text(screeningsWording.cameByCode)}</p>}
      <p>{text(screeningStateWording[parent.reason ?? goingAhead])}</p>
      <NoteOffer header={header} parent={parent} newest={screenings[0]} />
      {screenings.length > 0 && (
        <details>
          <summary>{text(screeningsWording.history)}</summary>
          <ol className="history">
            {screenings.map((screening) => (
              <ScreeningItem key={screening.id} screening={screening} />
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

interface NoteOfferProps extends Pick<ParentScreeningsProps, 'header' | 'parent'> {
  readonly newest: Screenings['screenings'][number] | undefined
}

/** Offers to note a talk, or says what comes before. Nothing is offered in a closed file. */
function NoteOffer({ header: { reference, may }, parent: { side, refusalReason }, newest }: NoteOfferProps) {
  const text = useWordingText()
  if (refusalReason === 'closed') return null
  if (!may.screen) return <p className="hint">{text(screeningsWording.onlyLead)}</p>
  if (refusalReason === 'safety-answers-unread')
    return <p className="hint">{text(screeningsWording.safetyUnread)}</p>
  const offers = newest ? (['noteAgain', 'amend'] as const) : (['note'] as const)
  const seen = newest?.id ?? null
  return offers.map((offer) => (
    <NoteDisclosure
      key={`${offer} ${seen}`}
      {...{ reference, offer, side, seen }}
      amends={offer === 'amend'}
    />
  ))
}

interface NoteDisclosureProps extends Pick<NewScreening, 'side' | 'seen' | 'amends'> {
  readonly reference: string
  readonly offer: 'note' | 'noteAgain' | 'amend'
}

/** The form, folded. What was being noted when the page was loaded again is shown at once. */
function NoteDisclosure({ offer, reference, ...about }: NoteDisclosureProps) {
  const text = useWordingText()
  const [isStored] = useState(() => findStoredTextDraft(reference, nameScreeningForm(about)) !== undefined)
  return (
    <details open={isStored}>
      <summary>{text(screeningsWording[offer])}</summary>
      <ScreeningForm reference={reference} {...about} />
    </details>
  )
}

function ScreeningItem({ screening }: { screening: Screenings['screenings'][number] }) {
  const language = useLanguage()
  const text = useWordingText()
  const { recordedAt, recordedBy, heldAt, mode, waiver, finding, hasNote, amendsId } = screening
  const parts = [
    text(screeningFindingOptions[finding]),
    ...(heldAt && mode
      ? [`${text(meetingModeOptions[mode])}, ${formatDateTimeWithOffset(heldAt, language)}`]
      : []),
    ...(waiver ? [text(screeningWaiverOptions[waiver])] : []),
    ...(hasNote ? [text(screeningsWording.hasNote)] : []),
    ...(amendsId ? [text(screeningsWording.amended)] : []),
    ...(recordedBy ? [recordedBy.name] : []),
  ]
  return (
    <li>
      <TimeWithOffset at={recordedAt} />
      <span>{parts.join(' · ')}</span>
    </li>
  )
}
