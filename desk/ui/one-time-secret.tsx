import type { ReactNode } from 'react'
import type { Wording } from '../../forms/language.ts'
import { useWording } from './language.tsx'
import { useFocusWhen } from './use-focus-when.ts'
import { controlWording } from './wording.ts'

interface Props {
  readonly label: Wording
  /** The secret itself, and what else is to be known about it. */
  readonly children: ReactNode
}

/** What is shown once: a code, a secret address. The focus moves to it. */
export function OneTimeSecret({ label, children }: Props) {
  const text = useWording()
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
  /** In groups, to be read out one by one: `K7Q49-MX2PT`. */
  readonly code: string
  readonly children?: ReactNode
}

/** A code that is read out, and shown once. */
export function OneTimeCode({ label, code, children }: OneTimeCodeProps) {
  const text = useWording()
  return (
    <OneTimeSecret label={label}>
      <p className="code__letters">{code}</p>
      <p>{text(controlWording.codeOnce)}</p>
      {children}
    </OneTimeSecret>
  )
}
