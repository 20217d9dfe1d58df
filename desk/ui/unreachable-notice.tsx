import { useWordingText } from './language.tsx'
import { type UnreachableSide, unreachableWording } from './unreachable-wording.ts'

/** Says which parents left no safe way to be reached, wherever a file is shown. */
export function UnreachableNotice({ sides }: { sides: readonly UnreachableSide[] }) {
  const text = useWordingText()
  return sides.map((side) => (
    <p key={side} className="contact-hold-notice">
      <strong>{text(unreachableWording[side])}</strong>
    </p>
  ))
}
