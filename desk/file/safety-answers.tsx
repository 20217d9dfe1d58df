import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Language } from '../../forms/language.ts'
import {
  type SafetyAnswers as Opened,
  type OpenedFile,
  openSafety,
  type SafetyReason,
} from '../app/api-client.ts'
import { safetyReasons, sides, words } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { Sections } from '../ui/description-list.tsx'
import { Choices } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useForget } from '../ui/use-clear-on-leave.ts'

/** What the parents wrote about safety: fetched for a reason, kept nowhere, gone when the page is left. */
export function SafetyAnswers({ file, language }: { file: OpenedFile; language: Language }) {
  const [opened, setOpened] = useState<Opened>()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (opened) title.current?.focus()
  }, [opened])
  useForget(opened !== undefined, () => setOpened(undefined))
  if (file.parents.every(({ closed }) => !closed.safety)) return null
  return (
    <section className="safety">
      <h2 ref={title} tabIndex={-1}>
        {words.safetyTitle[language]}
      </h2>
      <p>{(opened ? words.safetyOpened : words.safetyClosed)[language]}</p>
      {opened ? (
        <SafetyByParent opened={opened} language={language} />
      ) : (
        <ReasonForm reference={file.reference} language={language} onOpened={setOpened} />
      )}
    </section>
  )
}

function SafetyByParent({ opened: { parents }, language }: { opened: Opened; language: Language }) {
  return parents.map(({ side, sections }) => (
    <div key={side}>
      {parents.length > 1 && <h3>{sides[side][language]}</h3>}
      {sections.length === 0 && <p>{words.safetyNothing[language]}</p>}
      <Sections sections={sections} level={parents.length > 1 ? 4 : 3} language={language} />
    </div>
  ))
}

interface ReasonProps {
  readonly reference: string
  readonly language: Language
  readonly onOpened: (opened: Opened) => void
}

function ReasonForm({ reference, language, onOpened }: ReasonProps) {
  const action = useAction(language)
  const [reason, setReason] = useState<SafetyReason>()
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!reason)
    if (reason) action.run(() => openSafety(reference, reason, language), onOpened)
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <Choices
        legend={words.safetyWhy[language]}
        options={Object.entries(safetyReasons).map(([value, wording]) => ({
          value: value as SafetyReason,
          label: wording[language],
        }))}
        chosen={reason}
        problem={missing ? words.safetyNoReason[language] : undefined}
        onChoose={(chosen) => {
          setReason(chosen)
          setMissing(false)
        }}
      />
      <Button underWay={action.underWay}>{words.safetyOpen[language]}</Button>
      {action.outcome}
    </form>
  )
}
