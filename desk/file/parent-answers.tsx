import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import type { Language, Wording } from '../../forms/language.ts'
import type { ParentAnswers } from '../app/api-client.ts'
import { otherContact, sides, words } from '../app/wording.ts'
import { Lines, Row, Sections } from '../ui/description-list.tsx'
import { StopMail } from './mail-stop.tsx'
import type { PartProps } from './panel-props.ts'

interface Props extends PartProps {
  readonly parent: ParentAnswers
  /** Whether the other parent's answers are on the page too, so that it says whose these are. */
  readonly oneOfTwo: boolean
}

/** What one parent sent: how to reach them safely, then everything they were asked. */
export function ParentView({ parent, oneOfTwo, ...props }: Props) {
  const { language } = props
  const { side, sections, closed } = parent
  const level = oneOfTwo ? 3 : 2
  const Heading = `h${level}` as const
  return (
    <article className="parent">
      {oneOfTwo && <h2 className="parent__side">{sides[side][language]}</h2>}
      {oneOfTwo && side === 'other' && <p>{words.otherIsInitiating[language]}</p>}
      <section className="rules">
        <Heading>{words.rulesFirst[language]}</Heading>
        <ContactRules sections={sections} language={language} />
        <StopMail side={side} {...props} />
      </section>
      <Sections sections={sections} level={level} language={language} />
      {closed.otherContact && (
        <section className="answers answers--closed">
          <Heading className="answers__title">{words.closedTitle[language]}</Heading>
          <dl>
            <Row label={otherContact.title[language]}>{otherContact.until[side][language]}</Row>
          </dl>
        </section>
      )}
    </article>
  )
}

/** What the form asks about reaching a parent without putting them at risk, with what an empty answer means. */
const CONTACT_RULES: Partial<Record<keyof IntakeAnswers, Wording>> = {
  noContactOrder: words.orderNotAnswered,
  phoneSafe: words.askFirst,
  messageSafe: words.askFirst,
  sayWho: words.askFirst,
  emailSafe: words.askFirst,
  safeTimes: words.notAnswered,
  otherMustNotLearn: words.notAnswered,
  alternateName: words.notAnswered,
  alternatePhone: words.notAnswered,
  alternateKnows: words.askFirst,
  contactRules: words.notAnswered,
}

/** Comes before anything that could be used to call: safe contact is asked, never assumed. */
function ContactRules({ sections, language }: Pick<ParentAnswers, 'sections'> & { language: Language }) {
  const asked = sections.flatMap(({ rows }) => rows)
  const rules = Object.entries(CONTACT_RULES).flatMap(([question, otherwise]) => {
    const row = asked.find((candidate) => candidate.question === question)
    return row ? [{ ...row, otherwise }] : []
  })
  if (rules.length === 0) return <p>{words.noRules[language]}</p>
  return (
    <dl>
      {rules.map(({ question, label, lines, otherwise }) => (
        <Row key={question} label={label}>
          <Lines lines={lines} otherwise={otherwise[language]} />
        </Row>
      ))}
    </dl>
  )
}
