import { useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnHide, useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import type { OpenedPhoneNumber, ParticipantSide } from '../queries.ts'
import { overviewWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly side: ParticipantSide
}

/** A parent’s number as a link that calls it. It opens on a press, which is recorded, and is cleared when the tab is left. */
export function PhoneNumber({ reference, side }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const [opened, setOpened] = useState<OpenedPhoneNumber>()
  const link = useFocusWhen<HTMLAnchorElement>(opened)
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.readings['phone-number'].$post({ param: { reference }, json: { language, side } }),
      ),
    onDone: setOpened,
  })
  useClearOnLeave(opened !== undefined, () => setOpened(undefined))
  useClearOnHide(() => setOpened(undefined))
  return (
    <div className="overview__phone">
      {opened ? (
        <>
          <a ref={link} href={`tel:${opened.phone}`}>
            {opened.shown}
          </a>
          <Button quiet onPress={() => setOpened(undefined)}>
            {text(overviewWording.hidePhone)}
          </Button>
        </>
      ) : (
        <Button quiet isPending={action.isPending} onPress={() => action.run()}>
          {text(overviewWording.showPhone)}
        </Button>
      )}
      {action.outcome}
    </div>
  )
}
