import { useEffect, useRef, useState } from 'react'
import type { Language, Wording } from '../../../forms/language.ts'
import { type OtherContactFacts, openOtherContact } from '../../app/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { Sections } from '../../ui/description-list.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useForget } from '../../ui/use-clear-on-leave.ts'
import { useGate } from './use-contact-gate.ts'
import { callWords } from './wording.ts'

interface Props {
  readonly reference: string
  readonly authorisation: string
  /** The level of its heading. */
  readonly level: 2 | 3
  readonly language: Language
}

/** The other parent's contact details: fetched on record, kept nowhere, gone once the call is not allowed any more. */
export function OtherContact({ reference, authorisation, level, language }: Props) {
  const Heading = `h${level}` as const
  const action = useAction(language)
  const [opened, setOpened] = useState<OtherContactFacts>()
  const [shut, setShut] = useState<Wording>()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (opened) title.current?.focus()
  }, [opened])
  useForget(opened !== undefined, () => setOpened(undefined))
  useGate(reference, opened && authorisation, (why) => {
    setOpened(undefined)
    setShut(why === 'refused' ? callWords.detailsRefused : callWords.detailsUnsure)
  })
  return (
    <section className="details">
      <Heading ref={title} tabIndex={-1}>
        {callWords.details[language]}
      </Heading>
      {/* On the page before there is anything to say, so that a screen reader notices when there is. */}
      <div role="alert">{shut && <p className="outcome__failed">{shut[language]}</p>}</div>
      <p>{(opened ? callWords.detailsOpened : callWords.detailsClosed)[language]}</p>
      {opened ? (
        <>
          <Details opened={opened} level={level} language={language} />
          <Button quiet onPress={() => setOpened(undefined)}>
            {callWords.detailsShut[language]}
          </Button>
        </>
      ) : (
        <Button
          underWay={action.underWay}
          onPress={() => {
            setShut(undefined)
            action.run(() => openOtherContact(reference, authorisation, language), setOpened)
          }}
        >
          {callWords.detailsOpen[language]}
        </Button>
      )}
      {action.outcome}
    </section>
  )
}

/** What was given; what was asked and left empty says nothing here. */
function Details({
  opened,
  level,
  language,
}: Pick<Props, 'level' | 'language'> & { opened: OtherContactFacts }) {
  const sections = opened.sections
    .map((section) => ({ ...section, rows: section.rows.filter(({ lines }) => lines.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
  if (sections.length === 0) return <p>{callWords.detailsNone[language]}</p>
  return <Sections sections={sections} level={level === 2 ? 3 : 4} language={language} />
}
