import { type Way, ways } from '../../content/booking/meeting-modes.ts'
import { Field, MinutesField } from './availability-fields.tsx'
import { fieldId, type PartOfHours } from './availability-form.tsx'
import { hoursWords, mending } from './wording.ts'

/** How families are met and for how long, what is kept free around a session, and the limits. */
export function HoursNumbers(props: PartOfHours) {
  const { draft, wrong, language, onChange } = props
  const minutes = (which: 'minutesBefore' | 'minutesAfter' | 'minutesApart', from: number) => ({
    where: which,
    label: hoursWords[which][language],
    value: draft[which],
    from,
    until: 120,
    wrong,
    language,
    onChange: (value: number) => onChange({ [which]: value }),
  })
  return (
    <>
      <Offered {...props} />
      <section>
        <h2>{hoursWords.around[language]}</h2>
        <MinutesField {...minutes('minutesBefore', 0)} />
        <MinutesField {...minutes('minutesAfter', 0)} />
        <MinutesField {...minutes('minutesApart', 30)} hint={hoursWords.minutesApartMeans[language]} />
      </section>
      <section>
        <h2>{hoursWords.limits[language]}</h2>
        {(['noticeHours', 'daysAhead', 'mostADay'] as const).map((which) => (
          <Field
            key={which}
            where={which}
            label={hoursWords[which][language]}
            wrong={wrong}
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
          </Field>
        ))}
      </section>
    </>
  )
}

function Offered({ draft, wrong, language, onChange }: PartOfHours) {
  const isWrong = wrong.some((where) => where.startsWith('offered'))
  const change = (way: Way, changed: Partial<(typeof draft.offered)[Way]>) =>
    onChange({ offered: { ...draft.offered, [way]: { ...draft.offered[way], ...changed } } })
  return (
    <fieldset className="stretches">
      <legend>
        <h2>{hoursWords.offered[language]}</h2>
      </legend>
      {isWrong && (
        <p className="problem-line" id={`${fieldId('offered')}-problem`}>
          {mending('offered')[language]}
        </p>
      )}
      {(Object.keys(ways) as Way[]).map((way, index) => (
        <fieldset key={way} className="stretch">
          <legend className="visually-hidden">{ways[way][language]}</legend>
          <label className="choice">
            <input
              type="checkbox"
              id={index === 0 ? fieldId('offered') : undefined}
              checked={draft.offered[way].isOffered}
              aria-describedby={isWrong ? `${fieldId('offered')}-problem` : undefined}
              onChange={({ target }) => change(way, { isOffered: target.checked })}
            />
            {ways[way][language]}
          </label>
          {(['individual', 'joint'] as const).map((kind) => (
            <MinutesField
              key={kind}
              where={`offered.${way}.${kind}`}
              label={hoursWords[kind][language]}
              value={draft.offered[way][kind]}
              from={15}
              until={240}
              disabled={!draft.offered[way].isOffered}
              wrong={wrong}
              language={language}
              onChange={(value) => change(way, { [kind]: value })}
            />
          ))}
        </fieldset>
      ))}
    </fieldset>
  )
}
