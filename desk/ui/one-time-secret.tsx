import type { ReactNode } from 'react'
import type { Wording } from '../../forms/language.ts'
import { useWordingText } from './language.tsx'
import { useFocusWhen } from './use-focus-when.ts'
import { controlWording } from './wording.ts'

interface Props {
  readonly label: Wording
  /** The secret itself, and what else to tell about it. */
  readonly children: ReactNode
}

/** Shows a secret once, such as a code or a secret address. It takes the focus. */
export function SecretShownOnce({ label, children }: Props) {
  const text = useWordingText()
  const box = useFocusWhen<HTMLDivElement>(true)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none here
    <div ref={box} role="group" tabIndex={-1} aria-label={text(label)} className="code">
      <p>{text(label)}</p>
      {children}
    </div>
  )
}

interface OneTimeCodeProps {
  readonly label: Wording
  /** The code in groups, which are easier to read out: `K7Q49-MX2PT`. */
  readonly code: string
  readonly children?: ReactNode
}

/** Shows a code once, so that it can be read out. */
export function CodeShownOnce({ label, code, children }: OneTimeCodeProps) {
  const text = useWordingText()
  return (
    <SecretShownOnce label={label}>
      <p className="code__letters">{code}</p>
      <p>{text(controlWording.codeOnce)}</p>
      {children}
    </SecretShownOnce>
  )
}
