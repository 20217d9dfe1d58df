import { useEffect, useRef, useState } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import { makeFeed, readFeed, removeFeed } from '../app/api-client.ts'
import { Button } from '../ui/button.tsx'
import { Confirmed } from '../ui/confirm-button.tsx'
import { writtenTime } from '../ui/format-date.ts'
import { useAction } from '../ui/use-action.tsx'
import { useForget } from '../ui/use-clear-on-leave.ts'
import { useAnswer } from '../ui/use-fetch-once.ts'
import { feedSince, hoursWords } from './wording.ts'

interface Props {
  readonly language: Language
  readonly onDone: (said: Wording) => void
}

/** The private address of one’s own calendar: made, replaced or removed. It is shown once. */
export function CalendarFeed({ language, onDone }: Props) {
  const [answer, setAnswer] = useAnswer(readFeed)
  const [address, setAddress] = useState<string>()
  useForget(address !== undefined, () => setAddress(undefined))
  const action = useAction(language)
  if (!answer?.ok) return null
  const { madeAt } = answer.value
  const make = () =>
    action.run(makeFeed, (made) => {
      setAnswer({ ok: true, value: { madeAt: made.madeAt } })
      setAddress(made.address)
    })
  const remove = () =>
    action.run(removeFeed, (left) => {
      setAnswer({ ok: true, value: left })
      setAddress(undefined)
      onDone(hoursWords.feedRemoved)
    })
  return (
    <section className="feed">
      <h2>{hoursWords.feed[language]}</h2>
      <p>{hoursWords.feedMeans[language]}</p>
      <p>{(madeAt === null ? hoursWords.feedNone : feedSince(writtenTime(madeAt, language)))[language]}</p>
      {address && <Address address={address} language={language} />}
      {madeAt === null ? (
        <>
          <Button underWay={action.underWay} onPress={make}>
            {hoursWords.feedMake[language]}
          </Button>
          {action.outcome}
        </>
      ) : (
        // A new one is known by its moment: the question before it closes.
        <div key={madeAt} className="deeds">
          <Confirmed
            label={hoursWords.feedAgain[language]}
            means={hoursWords.feedAgainMeans[language]}
            now={hoursWords.feedAgainNow[language]}
            action={action}
            language={language}
            onPress={make}
          />
          <Confirmed
            label={hoursWords.feedRemove[language]}
            means={hoursWords.feedRemoveMeans[language]}
            now={hoursWords.feedRemoveNow[language]}
            action={action}
            language={language}
            onPress={remove}
          />
        </div>
      )}
    </section>
  )
}

/** The focus comes to it; every letter counts, so it is marked whole with one press. */
function Address({ address, language }: { address: string; language: Language }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none here
    <div
      key={address}
      ref={box}
      role="group"
      tabIndex={-1}
      aria-label={hoursWords.feedAddress[language]}
      className="code"
    >
      <p>{hoursWords.feedAddress[language]}</p>
      <p>
        <code className="hash address">{address}</code>
      </p>
      <p>{hoursWords.feedOnce[language]}</p>
    </div>
  )
}
