import { useEffect, useRef, useState } from 'react'
import type { Language, Wording } from '../../../forms/language.ts'
import { fetchOtherContact, type OtherContactAnswers } from '../../app/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { AnswerSections } from '../../ui/description-list.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { useContactGate } from './use-contact-gate.ts'
import { callingWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly authorisation: string
  /** The level of its heading. */
  readonly level: 2 | 3
  readonly language: Language
}

/** The other parent's contact details: each reading is recorded, nothing is stored, and they are cleared once the call is not allowed any more. */
export function OtherContactPanel({ reference, authorisation, level, language }: Props) {
  const Heading = `h${level}` as const
  const action = useAction(language)
  const [opened, setOpened] = useState<OtherContactAnswers>()
  const [closedNotice, setClosedNotice] = useState<Wording>()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (opened) title.current?.focus()
  }, [opened])
  useClearOnLeave(opened !== undefined, () => setOpened(undefined))
  useContactGate(reference, opened && authorisation, (reason) => {
    setOpened(undefined)
    setClosedNotice(reason === 'refused' ? callingWording.detailsRefused : callingWording.detailsUnsure)
  })
  return (
    <section className="other-contact">
      <Heading ref={title} tabIndex={-1}>
        {callingWording.details[language]}
      </Heading>
      {/* On the page before there is anything to say, so that a screen reader notices when there is. */}
      <div role="alert">{closedNotice && <p className="outcome__failed">{closedNotice[language]}</p>}</div>
      <p>{(opened ? callingWording.detailsOpened : callingWording.detailsLocked)[language]}</p>
      {opened ? (
        <>
          <OtherContactDetails opened={opened} level={level} language={language} />
          <Button quiet onPress={() => setOpened(undefined)}>
            {callingWording.detailsShut[language]}
          </Button>
        </>
      ) : (
        <Button
          isPending={action.isPending}
          onPress={() => {
            setClosedNotice(undefined)
            action.run(() => fetchOtherContact(reference, authorisation, language), setOpened)
          }}
        >
          {callingWording.detailsOpen[language]}
        </Button>
      )}
      {action.outcome}
    </section>
  )
}

/** What was given, without the questions left unanswered. */
function OtherContactDetails({
  opened,
  level,
  language,
}: Pick<Props, 'level' | 'language'> & { opened: OtherContactAnswers }) {
  const sections = opened.sections
    .map((section) => ({ ...section, rows: section.rows.filter(({ lines }) => lines.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
  if (sections.length === 0) return <p>{callingWording.detailsNone[language]}</p>
  return <AnswerSections sections={sections} level={level === 2 ? 3 : 4} language={language} />
}
