import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Language } from '../../forms/language.ts'
import {
  type FileDetails,
  fetchSafetyAnswers,
  type OpenedSafetyAnswers,
  type SafetyOpeningReason,
} from '../app/api-client.ts'
import { deskWording, parentSideWording, safetyReasonWording } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { AnswerSections } from '../ui/description-list.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'

/** What the parents wrote about safety: fetched for a reason, stored nowhere, cleared when the page is left. */
export function SafetyAnswersPanel({ file, language }: { file: FileDetails; language: Language }) {
  const [opened, setOpened] = useState<OpenedSafetyAnswers>()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (opened) title.current?.focus()
  }, [opened])
  useClearOnLeave(opened !== undefined, () => setOpened(undefined))
  if (file.parents.every(({ sealedParts }) => !sealedParts.safety)) return null
  return (
    <section className="safety">
      <h2 ref={title} tabIndex={-1}>
        {deskWording.safetyTitle[language]}
      </h2>
      <p>{(opened ? deskWording.safetyOpened : deskWording.safetyLocked)[language]}</p>
      {opened ? (
        <SafetyAnswersByParent opened={opened} language={language} />
      ) : (
        <SafetyReasonForm reference={file.reference} language={language} onOpened={setOpened} />
      )}
    </section>
  )
}

function SafetyAnswersByParent({
  opened: { parents },
  language,
}: {
  opened: OpenedSafetyAnswers
  language: Language
}) {
  return parents.map(({ side, sections }) => (
    <div key={side}>
      {parents.length > 1 && <h3>{parentSideWording[side][language]}</h3>}
      {sections.length === 0 && <p>{deskWording.safetyNothing[language]}</p>}
      <AnswerSections sections={sections} level={parents.length > 1 ? 4 : 3} language={language} />
    </div>
  ))
}

interface SafetyReasonFormProps {
  readonly reference: string
  readonly language: Language
  readonly onOpened: (opened: OpenedSafetyAnswers) => void
}

function SafetyReasonForm({ reference, language, onOpened }: SafetyReasonFormProps) {
  const action = useAction(language)
  const [reason, setReason] = useState<SafetyOpeningReason>()
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!reason)
    if (reason) action.run(() => fetchSafetyAnswers(reference, reason, language), onOpened)
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RadioGroup
        legend={deskWording.safetyWhy[language]}
        options={Object.entries(safetyReasonWording).map(([value, wording]) => ({
          value: value as SafetyOpeningReason,
          label: wording[language],
        }))}
        chosen={reason}
        problem={missing ? deskWording.safetyNoReason[language] : undefined}
        onChoose={(chosen) => {
          setReason(chosen)
          setMissing(false)
        }}
      />
      <Button isPending={action.isPending}>{deskWording.safetyOpen[language]}</Button>
      {action.outcome}
    </form>
  )
}
