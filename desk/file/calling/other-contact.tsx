import { useState } from 'react'
import type { Wording } from '../../../forms/language.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { AnswerSections } from '../../ui/answer-sections.tsx'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnHide, useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { otherParentContactWording } from './other-contact-wording.ts'
import type { OtherContactAnswers } from './queries.ts'
import { useOnContactGateClosed } from './use-gate-watch.ts'

interface Props {
  readonly reference: string
  readonly authorisation: string
  /** The level of the panel's heading. */
  readonly level: 2 | 3
  /** Runs when a number is called by its link. Without it, numbers are no links. */
  readonly onCall?: () => void
  /** Tells that the gate was found shut, or open again. */
  readonly onGateFound?: (isShut: boolean) => void
}

/**
 * Shows the other parent's contact details. Each reading is recorded, nothing is stored, and the details disappear when
 * the call is no longer allowed.
 */
export function OtherParentContactPanel({ reference, authorisation, level, onCall, onGateFound }: Props) {
  const Heading = `h${level}` as const
  const language = useLanguage()
  const text = useWordingText()
  const [opened, setOpened] = useState<OtherContactAnswers>()
  const [closedNotice, setClosedNotice] = useState<Wording>()
  const title = useFocusWhen<HTMLHeadingElement>(opened)
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.readings['other-contact'].$post({
          param: { reference },
          json: { language, authorisation },
        }),
      ),
    onDone: (answers) => {
      setOpened(answers)
      onGateFound?.(false)
    },
  })
  useClearOnLeave(opened !== undefined, () => setOpened(undefined))
  useClearOnHide(() => setOpened(undefined))
  useOnContactGateClosed(reference, opened && authorisation, (reason) => {
    setOpened(undefined)
    if (reason === 'refused') onGateFound?.(true)
    setClosedNotice(
      reason === 'refused' ? otherParentContactWording.refused : otherParentContactWording.unsure,
    )
  })
  return (
    <section className="other-contact">
      <Heading ref={title} tabIndex={-1}>
        {text(otherParentContactWording.title)}
      </Heading>
      {/* The element is on the page while it is empty, so that a screen reader notices when text appears. */}
      <div role="alert">{closedNotice && <p className="outcome__failed">{text(closedNotice)}</p>}</div>
      <p>{text(opened ? otherParentContactWording.opened : otherParentContactWording.locked)}</p>
      {opened ? (
        <>
          {onCall && <CallLinks numbers={opened.callableNumbers} onCall={onCall} />}
          <OtherContactDetails opened={opened} level={level} />
          <Button quiet onPress={() => setOpened(undefined)}>
            {text(otherParentContactWording.shut)}
          </Button>
        </>
      ) : (
        <Button
          isPending={action.isPending}
          onPress={() => {
            setClosedNotice(undefined)
            action.run()
          }}
        >
          {text(otherParentContactWording.open)}
        </Button>
      )}
      {action.outcome}
    </section>
  )
}

interface CallLinksProps {
  readonly numbers: OtherContactAnswers['callableNumbers']
  readonly onCall: () => void
}

/** A link for each number that calls it from this device. */
function CallLinks({ numbers, onCall }: CallLinksProps) {
  const text = useWordingText()
  return (
    <p className="buttons">
      {numbers.map(({ question, phone, shown }) => (
        <a key={question} className="button" href={`tel:${phone}`} onClick={onCall}>
          <span>
            {text(otherParentContactWording.callNow)} <span className="call-number">{shown}</span>
          </span>
        </a>
      ))}
    </p>
  )
}

/** The contact details that were given, without unanswered questions. */
function OtherContactDetails({ opened, level }: Pick<Props, 'level'> & { opened: OtherContactAnswers }) {
  const text = useWordingText()
  const sections = opened.sections
    .map((section) => ({ ...section, rows: section.rows.filter(({ lines }) => lines.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <>
      {opened.hasWithheldNumber && (
        <p className="outcome__failed">{text(otherParentContactWording.withheldNumber)}</p>
      )}
      {sections.length === 0 ? (
        <p>{text(otherParentContactWording.none)}</p>
      ) : (
        <AnswerSections sections={sections} level={level === 2 ? 3 : 4} />
      )}
    </>
  )
}
