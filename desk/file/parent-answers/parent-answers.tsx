import { useQuery } from '@tanstack/react-query'
import { formatDateInZone } from '../../../content/time/local-time.ts'
import { groupSummary } from '../../../forms/summary-groups.ts'
import { getDeviceTimeZone } from '../../ui/device-time-zone.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { AddedAnswersPanel } from '../added-answers/added-answers.tsx'
import { parentSideWording } from '../facts-wording.ts'
import {
  type AddedPage,
  type Contactability,
  contactHoldsQuery,
  type FileHeader,
  type ParentAnswers,
  type ParticipantSide,
} from '../queries.ts'
import { useFileAnswers } from '../use-file-answers.ts'
import { AdditionList } from './addition-list.tsx'
import { AnswerGroup, getAnswerGroupId } from './answer-group.tsx'
import { AnswerNavigation } from './answer-navigation.tsx'
import { ContactChannels } from './contact-channels.tsx'
import { ContactRulesList, type ContactRulesProps } from './contact-rules.tsx'
import { intakeLayout } from './intake-layout.ts'
import { MailStopPanel } from './mail-stop.tsx'
import { additionsWording, parentAnswersWording, sealedOtherParentContactWording } from './wording.ts'

interface PanelProps {
  readonly header: FileHeader
  /** The parent whose answers are shown; undefined for none, while nobody has sent any. */
  readonly side: ParticipantSide | undefined
}

export function ParentAnswersPanel({ header, side }: PanelProps) {
  const language = useLanguage()
  const { data, error, isLoadingError } = useFileAnswers(header)
  const holds = useQuery(contactHoldsQuery(header.reference))
  if (isLoadingError)
    return (
      <PanelFailure
        heading={parentAnswersWording.notLoadedTitle}
        caution={parentAnswersWording.notLoaded}
        error={error}
      />
    )
  const parent = data?.parents.find((one) => one.side === side)
  // Without the holds, the first answer about an order would stand as if nothing had been told since.
  if (!data || !parent || holds.isPending) return null
  // A hold that a coordinator put back tells of no other order.
  const told = holds.data?.contactHolds.find(
    ({ side, reportedIn }) => side === parent.side && reportedIn !== 'intake' && reportedIn !== 'desk',
  )
  return (
    <OneParentAnswers
      key={parent.side}
      orderToldSince={
        holds.data && {
          day: told && formatDateInZone(told.reportedAt, getDeviceTimeZone(), language),
        }
      }
      reference={header.reference}
      parent={parent}
      additions={data.additions.filter(({ side }) => side === parent.side)}
      mayAdd={header.may.addToAnswers}
      route={data.routes.find(({ side }) => side === parent.side)?.route ?? 'one-parent'}
      name={header.people?.[parent.side] ?? undefined}
      contactability={data.contactability.find(({ side }) => side === parent.side)}
      mayRecordText={header.may.book}
      oneOfTwo={data.parents.length > 1}
    />
  )
}

/** Says that reading the answers was recorded; shown after they were read. */
export function ReadingRecordNote({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const { data } = useFileAnswers(header)
  const holds = useQuery(contactHoldsQuery(header.reference))
  return data && data.parents.length > 0 && !holds.isPending ? (
    <p className="record">{text(parentAnswersWording.openingRecorded)}</p>
  ) : null
}

interface OneParentProps extends Pick<ContactRulesProps, 'orderToldSince'> {
  readonly reference: string
  readonly parent: ParentAnswers
  /** What was added since, newest first. */
  readonly additions: readonly AddedPage[]
  readonly mayAdd: boolean
  /** The route that this parent gave. */
  readonly route: FileHeader['route']
  /** The parent's name, as far as it is known. */
  readonly name: string | undefined
  readonly contactability: Contactability | undefined
  readonly mayRecordText: boolean
  /** Whether the other parent's answers are a tab beside these, so that the page must name this parent. */
  readonly oneOfTwo: boolean
}

/** The answers of one parent: first how to reach them safely, then everything they were asked, with a list of its parts. */
function OneParentAnswers({
  reference,
  parent,
  additions,
  orderToldSince,
  mayAdd,
  route,
  name,
  contactability,
  mayRecordText,
  oneOfTwo,
}: OneParentProps) {
  const text = useWordingText()
  const { side, sections, sealedParts } = parent
  const level = oneOfTwo ? 3 : 2
  const Heading = `h${level}` as const
  const groups = groupSummary(sections, intakeLayout)
  const grouped = new Set(groups.flatMap(({ slugs }) => slugs))
  const elsewhere = additions.filter(({ page }) => !grouped.has(page))
  const parts = [
    { id: RULES_ID, title: text(parentAnswersWording.rules) },
    ...(elsewhere.length > 0 ? [{ id: ADDED_ID, title: text(additionsWording.title) }] : []),
    ...groups.map(({ id, title }) => ({ id: getAnswerGroupId(id), title })),
  ]
  return (
    <div className="intake">
      <AnswerNavigation parts={parts} />
      <article className={`parent parent--${side}`}>
        {oneOfTwo && <h2 className="parent__side">{text(parentSideWording[side])}</h2>}
        {oneOfTwo && side === 'other' && <p>{text(parentAnswersWording.otherIsInitiating)}</p>}
        <section id={RULES_ID} className="rules">
          <Heading>{text(parentAnswersWording.rulesFirst)}</Heading>
          {contactability && (
            <ContactChannels
              reference={reference}
              contactability={contactability}
              mayRecordText={mayRecordText}
            />
          )}
          <ContactRulesList sections={sections} additions={additions} orderToldSince={orderToldSince} />
          {contactability && <MailStopPanel reference={reference} contactability={contactability} />}
        </section>
        {elsewhere.length > 0 && (
          <section id={ADDED_ID} className="answer-group">
            <Heading>{text(additionsWording.title)}</Heading>
            <AdditionList additions={elsewhere} level={level === 2 ? 3 : 4} />
          </section>
        )}
        {groups.map((group) => (
          <AnswerGroup
            key={group.id}
            group={group}
            additions={additions.filter(({ page }) => group.slugs.includes(page))}
            level={level}
          />
        ))}
        {mayAdd && (
          <AddedAnswersPanel
            reference={reference}
            side={side}
            route={route}
            additions={additions}
            name={name}
          />
        )}
        {sealedParts.otherContact && (
          <p className="hint">
            <strong>{text(sealedOtherParentContactWording.title)}</strong>{' '}
            {text(sealedOtherParentContactWording.until[side])}
          </p>
        )}
      </article>
    </div>
  )
}

const RULES_ID = getAnswerGroupId('rules')
const ADDED_ID = getAnswerGroupId('added')
