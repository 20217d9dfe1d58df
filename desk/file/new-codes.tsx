import { useState } from 'react'
import { type ParentCalls, submitCodeRenewal } from '../app/api-client.ts'
import { parentSideWording } from '../app/wording.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { callingWording, newCodeWording } from './calling/wording.ts'
import { OneTimeCode } from './one-time-code.tsx'
import type { FilePanelProps } from './panel-props.ts'

/** For each parent who came, a button that replaces a private code they lost. */
export function NewCodeButtons(props: FilePanelProps) {
  return props.file.calls.map(({ side }) => <NewCodeButton key={side} side={side} {...props} />)
}

function NewCodeButton({ file, side, language }: FilePanelProps & { side: ParentCalls['side'] }) {
  const action = useAction(language)
  const [code, setCode] = useState<string>()
  useClearOnLeave(code !== undefined, () => setCode(undefined))
  if (code)
    return <OneTimeCode label={newCodeWording(parentSideWording[side])} code={code} language={language} />
  return (
    <ConfirmButton
      label={newCodeWording(parentSideWording[side])[language]}
      consequence={callingWording.newCodeMeans[language]}
      confirmLabel={callingWording.newCodeNow[language]}
      action={action}
      language={language}
      onPress={() =>
        action.run(
          () => submitCodeRenewal(file.reference, side),
          (created) => setCode(created.code),
        )
      }
    />
  )
}
