import { useState } from 'react'
import { type Calling, renewCode } from '../app/api-client.ts'
import { sides } from '../app/wording.ts'
import { Confirmed } from '../ui/confirm-button.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useForget } from '../ui/use-clear-on-leave.ts'
import { callWords, newCodeFor } from './calling/wording.ts'
import { OneTimeCode } from './one-time-code.tsx'
import type { PartProps } from './panel-props.ts'

/** For each parent who came, a new private code in place of one they lost. */
export function NewCodes(props: PartProps) {
  return props.file.calling.map(({ side }) => <NewCode key={side} side={side} {...props} />)
}

function NewCode({ file, side, language }: PartProps & { side: Calling['side'] }) {
  const action = useAction(language)
  const [code, setCode] = useState<string>()
  useForget(code !== undefined, () => setCode(undefined))
  if (code) return <OneTimeCode label={newCodeFor(sides[side])} code={code} language={language} />
  return (
    <Confirmed
      label={newCodeFor(sides[side])[language]}
      means={callWords.newCodeMeans[language]}
      now={callWords.newCodeNow[language]}
      action={action}
      language={language}
      onPress={() =>
        action.run(
          () => renewCode(file.reference, side),
          (made) => setCode(made.code),
        )
      }
    />
  )
}
