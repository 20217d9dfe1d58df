import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MailRhythm } from '../../content/mail/mail-rhythms.ts'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { PanelFailure } from '../ui/panel-failure.tsx'
import { buildRadioOptions, RadioGroup } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import { mailRhythmOptions, mailRhythmWording } from './mail-rhythm-wording.ts'
import { mailRhythmQuery } from './queries.ts'
import { availabilityWording } from './wording.ts'

/** Whether the coordinator who is signed in gets e-mail about their files at once or once a day. */
export function MailRhythmPanel() {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(mailRhythmQuery)
  const [chosen, setChosen] = useState<MailRhythm>()
  const action = useAction({
    submit: (rhythm: MailRhythm) =>
      parseResponseOrThrowApiError(deskClient['mail-rhythm'].$put({ json: { rhythm } })),
    makesStale: [mailRhythmQuery.queryKey],
    announces: mailRhythmWording.saved,
  })
  if (isLoadingError) return <PanelFailure heading={mailRhythmWording.title} error={error} />
  if (!data) return null
  const rhythm = chosen ?? data.rhythm
  return (
    <section className="mail-rhythm">
      <h2>{text(mailRhythmWording.title)}</h2>
      <RadioGroup
        legend={text(mailRhythmWording.when)}
        options={buildRadioOptions(mailRhythmOptions, text)}
        chosen={rhythm}
        onChoose={setChosen}
      />
      <p>{text(mailRhythmWording.urgent)}</p>
      <p className="hint">{text(mailRhythmWording.means)}</p>
      <Button quiet isPending={action.isPending} onPress={() => action.run(rhythm)}>
        {text(availabilityWording.save)}
      </Button>
      {action.outcome}
    </section>
  )
}
