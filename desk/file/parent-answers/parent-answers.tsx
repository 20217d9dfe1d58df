import type { IntakeAnswers } from '../../../content/forms/intake/index.ts'
import type { Wording } from '../../../forms/language.ts'
import { AnswerSections } from '../../ui/answer-sections.tsx'
import { AnswerLines, DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { AddedAnswersPanel } from '../added-answers/added-answers.tsx'
import { parentSideWording } from '../facts-wording.ts'
import type { AddedPage, Contactability, FileHeader, ParentAnswers, ParticipantSide } from '../queries.ts'
import { useFileAnswers } from '../use-file-answers.ts'
import { AdditionList } from './addition-list.tsx'
import { ContactChannels } from './contact-channels.tsx'
import { MailStopPanel } from './mail-stop.tsx'
import { parentAnswersWording, sealedOtherParentContactWording } from './wording.ts'

interface PanelProps {
  readonly header: FileHeader
  /** The parent whose answers are shown; undefined for none, while nobody has sent any. */
  readonly side: ParticipantSide | undefined
}

export function ParentAnswersPanel({ header, side }: PanelProps) {
  const { data, error, isLoadingError } = useFileAnswers(header)
  if (isLoadingError)
    return (
      <PanelFailure
        heading={parentAnswersWording.notLoadedTitle}
        caution={parentAnswersWording.notLoaded}
        error={error}
      />
    )
  const parent = data?.parents.find((one) => one.side === side)
  if (!data || !parent) return null
  return (
    <OneParentAnswers
      key={parent.side}
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
  return data && data.parents.length > 0 ? (
    <p className="record">{text(parentAnswersWording.openingRecorded)}</p>
  ) : null
}

interface OneParentProps {
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

/** The answers of one parent: first how to reach them safely, then everything they were asked. */
function OneParentAnswers({
  reference,
  parent,
  additions,
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
  return (
    <article className={oneOfTwo ? `parent parent--${side}` : 'parent'}>
      {oneOfTwo && <h2 className="parent__side">{text(parentSideWording[side])}</h2>}
      {oneOfTwo && side === 'other' && <p>{text(parentAnswersWording.otherIsInitiating)}</p>}
      <section className="rules">
        <Heading>{text(parentAnswersWording.rulesFirst)}</Heading>
        <ContactRulesList sections={[...listNewestContactRules(additions), ...sections]} />
        {contactability && (
          <ContactChannels
            reference={reference}
            contactability={contactability}
            mayRecordText={mayRecordText}
          />
        )}
        {contactability && <MailStopPanel reference={reference} contactability={contactability} />}
      </section>
      <AnswerSections sections={sections} level={level} />
      <AdditionList additions={additions} level={level} />
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
        <section className="answers answers--sealed">
          <Heading className="answers__title">{text(parentAnswersWording.lockedTitle)}</Heading>
          <dl>
            <DescriptionRow label={text(sealedOtherParentContactWording.title)}>
              {text(sealedOtherParentContactWording.until[side])}
            </DescriptionRow>
          </dl>
        </section>
      )}
    </article>
  )
}

/** What the parent last said about reaching them, if they said it anew, comes before what they said when they sent it. */
const listNewestContactRules = (additions: readonly AddedPage[]) =>
  additions.find(({ replacesContactRules }) => replacesContactRules)?.sections ?? []

/** The questions about reaching a parent safely, with the meaning of an empty answer. */
const UNANSWERED_CONTACT_RULE_WORDING: Partial<Record<keyof IntakeAnswers, Wording>> = {
  noContactOrder: parentAnswersWording.orderNotAnswered,
  phoneUse: parentAnswersWording.notAnswered,
  phoneSafe: parentAnswersWording.askFirst,
  safeCallTime: parentAnswersWording.notAnswered,
  textSafe: parentAnswersWording.askFirst,
  messageSafe: parentAnswersWording.askFirst,
  sayWho: parentAnswersWording.askFirst,
  emailSafe: parentAnswersWording.askFirst,
  safeTimes: parentAnswersWording.notAnswered,
  otherMustNotLearn: parentAnswersWording.notAnswered,
  alternateName: parentAnswersWording.notAnswered,
  alternatePhone: parentAnswersWording.notAnswered,
  alternateKnows: parentAnswersWording.askFirst,
  contactRules: parentAnswersWording.notAnswered,
}

/** Comes before anything with which one could call: nobody may assume that contact is safe. */
function ContactRulesList({ sections }: Pick<ParentAnswers, 'sections'>) {
  const text = useWordingText()
  const answerRows = sections.flatMap(({ rows }) => rows)
  const rules = Object.entries(UNANSWERED_CONTACT_RULE_WORDING).flatMap(([question, otherwise]) => {
    const row = answerRows.find((candidate) => candidate.question === question)
    return row ? [{ ...row, otherwise }] : []
  })
  if (rules.length === 0) return <p>{text(parentAnswersWording.noRules)}</p>
  return (
    <dl>
      {rules.map(({ question, label, lines, otherwise }) => (
        <DescriptionRow key={question} label={label}>
          <AnswerLines lines={lines} otherwise={text(otherwise)} />
        </DescriptionRow>
      ))}
    </dl>
  )
}
