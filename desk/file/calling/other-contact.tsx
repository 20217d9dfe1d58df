import { useState } from 'react'
import type { Wording } from '../../../forms/language.ts'
import { fileClient, request } from '../../client/api-client.ts'
import { AnswerSections } from '../../ui/answer-sections.tsx'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWording } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { otherContactWording } from './other-contact-wording.ts'
import type { OtherContactAnswers } from './queries.ts'
import { useGateWatch } from './use-gate-watch.ts'

interface Props {
  readonly reference: string
  readonly authorisation: string
  /** The level of the panel's heading. */
  readonly level: 2 | 3
}

/**
 * Shows the other parent's contact details. Each reading is recorded, nothing is stored, and the details disappear when
 * the call is no longer allowed.
 */
export function OtherContactPanel({ reference, authorisation, level }: Props) {
  const Heading = `h${level}` as const
  const language = useLanguage()
  const text = useWording()
  const [opened, setOpened] = useState<OtherContactAnswers>()
  const [closedNotice, setClosedNotice] = useState<Wording>()
  const title = useFocusWhen<HTMLHeadingElement>(opened)
  const action = useAction({
    submit: () =>
      request(
        fileClient.readings['other-contact'].$post({
          param: { reference },
          json: { language, authorisation },
        }),
      ),
    onDone: setOpened,
  })
  useClearOnLeave(opened !== undefined, () => setOpened(undefined))
  useGateWatch(reference, opened && authorisation, (reason) => {
    setOpened(undefined)
    setClosedNotice(reason === 'refused' ? otherContactWording.refused : otherContactWording.unsure)
  })
  return (
    <section className="other-contact">
      <Heading ref={title} tabIndex={-1}>
        {text(otherContactWording.title)}
      </Heading>
      {/* The element is on the page while it is empty, so that a screen reader notices when text appears. */}
      <div role="alert">{closedNotice && <p className="outcome__failed">{text(closedNotice)}</p>}</div>
      <p>{text(opened ? otherContactWording.opened : otherContactWording.locked)}</p>
      {opened ? (
        <>
          <OtherContactDetails opened={opened} level={level} />
          <Button quiet onPress={() => setOpened(undefined)}>
            {text(otherContactWording.shut)}
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
          {text(otherContactWording.open)}
        </Button>
      )}
      {action.outcome}
    </section>
  )
}

/** The contact details that were given, without unanswered questions. */
function OtherContactDetails({ opened, level }: Pick<Props, 'level'> & { opened: OtherContactAnswers }) {
  const text = useWording()
  const sections = opened.sections
    .map((section) => ({ ...section, rows: section.rows.filter(({ lines }) => lines.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
  if (sections.length === 0) return <p>{text(otherContactWording.none)}</p>
  return <AnswerSections sections={sections} level={level === 2 ? 3 : 4} />
}
