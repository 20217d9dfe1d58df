import { type Calling, stopMail } from '../app/api-client.ts'
import { agendaWords } from '../appointments/wording.ts'
import { Confirmed } from '../ui/confirm-button.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { PartProps } from './panel-props.ts'

/** Whether e-mail goes to a parent, and for whoever hears that it must not any more, the button that ends it. */
export function StopMail({ side, file, language, onChange }: PartProps & { side: Calling['side'] }) {
  const action = useAction(language)
  const reach = file.reach.find((one) => one.side === side)
  if (!reach) return null
  if (!reach.mayMail) return <p>{agendaWords.noMailGoes[language]}</p>
  return (
    <div className="stop-mail">
      <p>{agendaWords.mailGoes[language]}</p>
      <Confirmed
        label={agendaWords.stopMail[language]}
        means={agendaWords.stopMailMeans[language]}
        now={agendaWords.stopMailNow[language]}
        action={action}
        language={language}
        onPress={() =>
          action.run(
            () => stopMail(file.reference, side),
            (facts) => onChange(facts, agendaWords.mailStopped),
          )
        }
      />
    </div>
  )
}
