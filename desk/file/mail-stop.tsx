import { type ParentCalls, submitMailStop } from '../app/api-client.ts'
import { appointmentsWording } from '../appointments/wording.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { FilePanelProps } from './panel-props.ts'

/** Whether e-mail goes to a parent, and the button that stops it, for when it is not safe any more. */
export function MailStopPanel({
  side,
  file,
  language,
  onChange,
}: FilePanelProps & { side: ParentCalls['side'] }) {
  const action = useAction(language)
  const contactability = file.contactability.find((one) => one.side === side)
  if (!contactability) return null
  if (!contactability.canMail) return <p>{appointmentsWording.mailNotAllowed[language]}</p>
  return (
    <div className="stop-mail">
      <p>{appointmentsWording.mailAllowed[language]}</p>
      <ConfirmButton
        label={appointmentsWording.stopMail[language]}
        consequence={appointmentsWording.stopMailMeans[language]}
        confirmLabel={appointmentsWording.stopMailNow[language]}
        action={action}
        language={language}
        onPress={() =>
          action.run(
            () => submitMailStop(file.reference, side),
            (facts) => onChange(facts, appointmentsWording.mailStopped),
          )
        }
      />
    </div>
  )
}
