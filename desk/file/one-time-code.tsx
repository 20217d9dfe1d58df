import { type ReactNode, useEffect, useRef } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import { callingWording } from './calling/wording.ts'

interface Props {
  readonly label: Wording
  /** In groups, to be read out one by one: `K7Q49-MX2PT`. */
  readonly code: string
  readonly language: Language
  readonly children?: ReactNode
}

/** A code that is shown once. The focus comes to it. */
export function OneTimeCode({ label, code, language, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none here
    <div ref={box} role="group" tabIndex={-1} aria-label={label[language]} className="code">
      <p>{label[language]}</p>
      <p className="code__letters">{code}</p>
      <p>{callingWording.codeOnce[language]}</p>
      {children}
    </div>
  )
}
