import { type MeetingMode, meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import { availabilityLimits } from '../../content/limits.ts'
import { useWordingText } from '../ui/language.tsx'
import { getAvailabilityFieldId, useAvailabilityDraft } from './availability-draft-context.tsx'
import { AvailabilityField, MinutesField } from './availability-fields.tsx'
import { availabilityWording, getAvailabilityProblemWordingForPath } from './wording.ts'

/** Fields for the meeting modes and their lengths, the minutes left free around an appointment, and the limits. */
export function MeetingModesAndLimitsFields() {
  const text = useWordingText()
  const { draft, onChange } = useAvailabilityDraft()
  const minutes = (which: 'minutesBefore' | 'minutesAfter' | 'minutesApart') => ({
    path: which,
    label: text(availabilityWording[which]),
    value: draft[which],
    limits: availabilityLimits[which],
    onChange: (value: number) => onChange({ [which]: value }),
  })
  return (
    <>
      <MeetingModesFields />
      <section>
        <h2>{text(availabilityWording.around)}</h2>
        <MinutesField {...minutes('minutesBefore')} />
        <MinutesField {...minutes('minutesAfter')} />
        <MinutesField {...minutes('minutesApart')} hint={text(availabilityWording.minutesApartMeans)} />
      </section>
      <section>
        <h2>{text(availabilityWording.limits)}</h2>
        {(['noticeHours', 'daysAhead', 'mostADay'] as const).map((which) => (
          <AvailabilityField key={which} path={which} label={text(availabilityWording[which])}>
            {(control) => (
              <input
                {...control}
                className="number"
                inputMode="numeric"
                autoComplete="off"
                maxLength={4}
                value={draft[which]}
                onChange={({ target }) => onChange({ [which]: target.value })}
              />
            )}
          </AvailabilityField>
        ))}
      </section>
    </>
  )
}

function MeetingModesFields() {
  const text = useWordingText()
  const { draft, invalidPaths, onChange } = useAvailabilityDraft()
  const isInvalid = invalidPaths.some((path) => path.startsWith('offered'))
  const change = (mode: MeetingMode, changed: Partial<(typeof draft.offered)[MeetingMode]>) =>
    onChange({ offered: { ...draft.offered, [mode]: { ...draft.offered[mode], ...changed } } })
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{text(availabilityWording.offered)}</h2>
      </legend>
      {isInvalid && (
        <p className="problem-line" id={`${getAvailabilityFieldId('offered')}-problem`}>
          {text(getAvailabilityProblemWordingForPath('offered'))}
        </p>
      )}
      {(Object.keys(meetingModeOptions) as MeetingMode[]).map((mode, index) => (
        <fieldset key={mode} className="stretch">
          <legend className="visually-hidden">{text(meetingModeOptions[mode])}</legend>
          <label className="choice">
            <input
              type="checkbox"
              id={index === 0 ? getAvailabilityFieldId('offered') : undefined}
              checked={draft.offered[mode].isOffered}
              aria-describedby={isInvalid ? `${getAvailabilityFieldId('offered')}-problem` : undefined}
              onChange={({ target }) => change(mode, { isOffered: target.checked })}
            />
            {text(meetingModeOptions[mode])}
          </label>
          {(['individual', 'joint'] as const).map((kind) => (
            <MinutesField
              key={kind}
              path={`offered.${mode}.${kind}`}
              label={text(availabilityWording[kind])}
              value={draft.offered[mode][kind]}
              limits={availabilityLimits.sessionMinutes}
              disabled={!draft.offered[mode].isOffered}
              onChange={(value) => change(mode, { [kind]: value })}
            />
          ))}
        </fieldset>
      ))}
    </fieldset>
  )
}
