import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import type { Language, Wording } from '../../forms/language.ts'
import type { ParentAnswers } from '../app/api-client.ts'
import { deskWording, otherContactWording, parentSideWording } from '../app/wording.ts'
import { AnswerLines, AnswerSections, DescriptionRow } from '../ui/description-list.tsx'
import { MailStopPanel } from './mail-stop.tsx'
import type { FilePanelProps } from './panel-props.ts'

interface Props extends FilePanelProps {
  readonly parent: ParentAnswers
  /** Whether the other parent's answers are on the page too, so that it says whose these are. */
  readonly oneOfTwo: boolean
}

/** What one parent sent: how to reach them safely, then everything they were asked. */
export function ParentAnswersPanel({ parent, oneOfTwo, ...props }: Props) {
  const { language } = props
  const { side, sections, sealedParts } = parent
  const level = oneOfTwo ? 3 : 2
  const Heading = `h${level}` as const
  return (
    <article className="parent">
      {oneOfTwo && <h2 className="parent__side">{parentSideWording[side][language]}</h2>}
      {oneOfTwo && side === 'other' && <p>{deskWording.otherIsInitiating[language]}</p>}
      <section className="rules">
        <Heading>{deskWording.rulesFirst[language]}</Heading>
        <ContactRulesList sections={sections} language={language} />
        <MailStopPanel side={side} {...props} />
      </section>
      <AnswerSections sections={sections} level={level} language={language} />
      {sealedParts.otherContact && (
        <section className="answers answers--closed">
          <Heading className="answers__title">{deskWording.lockedTitle[language]}</Heading>
          <dl>
            <DescriptionRow label={otherContactWording.title[language]}>
              {otherContactWording.until[side][language]}
            </DescriptionRow>
          </dl>
        </section>
      )}
    </article>
  )
}

/** What the form asks about reaching a parent without putting them at risk, with what an empty answer means. */
const UNANSWERED_CONTACT_RULE_WORDING: Partial<Record<keyof IntakeAnswers, Wording>> = {
  noContactOrder: deskWording.orderNotAnswered,
  phoneSafe: deskWording.askFirst,
  messageSafe: deskWording.askFirst,
  sayWho: deskWording.askFirst,
  emailSafe: deskWording.askFirst,
  safeTimes: deskWording.notAnswered,
  otherMustNotLearn: deskWording.notAnswered,
  alternateName: deskWording.notAnswered,
  alternatePhone: deskWording.notAnswered,
  alternateKnows: deskWording.askFirst,
  contactRules: deskWording.notAnswered,
}

/** Comes before anything that could be used to call: safe contact is asked, never assumed. */
function ContactRulesList({ sections, language }: Pick<ParentAnswers, 'sections'> & { language: Language }) {
  const answerRows = sections.flatMap(({ rows }) => rows)
  const rules = Object.entries(UNANSWERED_CONTACT_RULE_WORDING).flatMap(([question, otherwise]) => {
    const row = answerRows.find((candidate) => candidate.question === question)
    return row ? [{ ...row, otherwise }] : []
  })
  if (rules.length === 0) return <p>{deskWording.noRules[language]}</p>
  return (
    <dl>
      {rules.map(({ question, label, lines, otherwise }) => (
        <DescriptionRow key={question} label={label}>
          <AnswerLines lines={lines} otherwise={otherwise[language]} />
        </DescriptionRow>
      ))}
    </dl>
  )
}
