import { contactChannelOptions } from '../../../content/file/contact-channels.ts'
import { overviewQuestions } from '../../../content/forms/overview-questions.ts'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { sharedContactKindWording } from '../facts-wording.ts'
import { shortQuestionWording } from '../parent-answers/short-question-wording.ts'
import { addressProblemWording, contactChannelsWording } from '../parent-answers/wording.ts'
import type { Contactability, FileHeader } from '../queries.ts'
import type { ParentFacts } from './family-facts.ts'
import { PhoneNumber } from './phone-number.tsx'
import { overviewWording } from './wording.ts'

interface Props {
  readonly header: Pick<FileHeader, 'reference' | 'sharedContactKinds'>
  readonly parent: ParentFacts
  readonly contactability: Contactability | undefined
  /** Whether the heading is for screen readers alone. */
  readonly isBrief?: boolean
}

/**
 * How to reach one parent: the ways that are safe, the number, which opens on a press, and beside it each rule they gave. What
 * they did not answer is no.
 */
export function ParentReach({ header, parent, contactability, isBrief = false }: Props) {
  const text = useWordingText()
  const channels = contactability?.channels ?? []
  const isPhoneShared = header.sharedContactKinds.includes('phone')
  const canOpen = channels.some((channel) => CHANNELS_BY_PHONE.has(channel)) && !isPhoneShared
  return (
    <section className="overview__reach">
      <h4 className={isBrief ? 'visually-hidden' : undefined}>{text(overviewWording.reach)}</h4>
      <p>
        <strong>
          {channels.length === 0
            ? text(contactChannelsWording.none)
            : channels.map((channel) => text(contactChannelOptions[channel])).join(' · ')}
        </strong>
      </p>
      {contactability?.addressProblem && (
        <p className="outcome__failed">{text(addressProblemWording[contactability.addressProblem])}</p>
      )}
      {isPhoneShared && <p className="outcome__failed">{text(sharedContactKindWording.phone)}</p>}
      {canOpen && <PhoneNumber reference={header.reference} side={parent.side} />}
      <ContactRulePairs parent={parent} />
    </section>
  )
}

const CHANNELS_BY_PHONE: ReadonlySet<Contactability['channels'][number]> = new Set([
  'call',
  'call-at-time',
  'text',
])

function ContactRulePairs({ parent: { find, wasAsked } }: Pick<Props, 'parent'>) {
  const text = useWordingText()
  const unanswered = overviewQuestions.reach.filter((name) => wasAsked(name) && !find(name))
  return (
    <>
      <dl className="overview__rules">
        {overviewQuestions.reach.map((name) => {
          const row = find(name)
          return (
            row && (
              <DescriptionRow key={name} label={text(shortQuestionWording[name])}>
                <span className={row.value === 'yes' ? 'overview__yes' : 'overview__no'}>
                  {row.lines.join(' ')}
                </span>
              </DescriptionRow>
            )
          )
        })}
      </dl>
      {unanswered.length > 0 && (
        <p className="overview__no">
          {text(overviewWording.noUntilAsked)}{' '}
          {unanswered.map((name) => text(shortQuestionWording[name]).toLocaleLowerCase()).join(', ')}.
        </p>
      )}
      <dl className="overview__notes">
        {overviewQuestions.reachNotes.map((name) => {
          const row = find(name)
          return (
            row && (
              <DescriptionRow key={name} label={text(shortQuestionWording[name])}>
                {row.lines.filter(Boolean).join(' ')}
              </DescriptionRow>
            )
          )
        })}
      </dl>
    </>
  )
}
