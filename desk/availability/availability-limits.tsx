import { type MeetingMode, meetingModes } from '../../content/booking/meeting-modes.ts'
import { AvailabilityField, MinutesField } from './availability-fields.tsx'
import { type AvailabilitySectionProps, availabilityFieldId } from './availability-form.tsx'
import { availabilityWording, findAvailabilityProblemWording } from './wording.ts'

/** The meeting modes with their lengths, the minutes left free around an appointment, and the limits. */
export function AvailabilityLimits(props: AvailabilitySectionProps) {
  const { draft, invalidPaths, language, onChange } = props
  const minutes = (which: 'minutesBefore' | 'minutesAfter' | 'minutesApart', from: number) => ({
    path: which,
    label: availabilityWording[which][language],
    value: draft[which],
    from,
    until: 120,
    invalidPaths,
    language,
    onChange: (value: number) => onChange({ [which]: value }),
  })
  return (
    <>
      <MeetingModesFields {...props} />
      <section>
        <h2>{availabilityWording.around[language]}</h2>
        <MinutesField {...minutes('minutesBefore', 0)} />
        <MinutesField {...minutes('minutesAfter', 0)} />
        <MinutesField
          {...minutes('minutesApart', 30)}
          hint={availabilityWording.minutesApartMeans[language]}
        />
      </section>
      <section>
        <h2>{availabilityWording.limits[language]}</h2>
        {(['noticeHours', 'daysAhead', 'mostADay'] as const).map((which) => (
          <AvailabilityField
            key={which}
            path={which}
            label={availabilityWording[which][language]}
            invalidPaths={invalidPaths}
            language={language}
          >
            {(field) => (
              <input
                {...field}
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

function MeetingModesFields({ draft, invalidPaths, language, onChange }: AvailabilitySectionProps) {
  const isInvalid = invalidPaths.some((path) => path.startsWith('offered'))
  const change = (mode: MeetingMode, changed: Partial<(typeof draft.offered)[MeetingMode]>) =>
    onChange({ offered: { ...draft.offered, [mode]: { ...draft.offered[mode], ...changed } } })
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{availabilityWording.offered[language]}</h2>
      </legend>
      {isInvalid && (
        <p className="problem-line" id={`${availabilityFieldId('offered')}-problem`}>
          {findAvailabilityProblemWording('offered')[language]}
        </p>
      )}
      {(Object.keys(meetingModes) as MeetingMode[]).map((mode, index) => (
        <fieldset key={mode} className="stretch">
          <legend className="visually-hidden">{meetingModes[mode][language]}</legend>
          <label className="choice">
            <input
              type="checkbox"
              id={index === 0 ? availabilityFieldId('offered') : undefined}
              checked={draft.offered[mode].isOffered}
              aria-describedby={isInvalid ? `${availabilityFieldId('offered')}-problem` : undefined}
              onChange={({ target }) => change(mode, { isOffered: target.checked })}
            />
            {meetingModes[mode][language]}
          </label>
          {(['individual', 'joint'] as const).map((kind) => (
            <MinutesField
              key={kind}
              path={`offered.${mode}.${kind}`}
              label={availabilityWording[kind][language]}
              value={draft.offered[mode][kind]}
              from={15}
              until={240}
              disabled={!draft.offered[mode].isOffered}
              invalidPaths={invalidPaths}
              language={language}
              onChange={(value) => change(mode, { [kind]: value })}
            />
          ))}
        </fieldset>
      ))}
    </fieldset>
  )
}
