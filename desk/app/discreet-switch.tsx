import { setDiscreetScreen, useDiscreetScreen } from '../client/discreet-screen.ts'
import { shellWording } from '../client/wording.ts'
import { useWordingText } from '../ui/language.tsx'

/** Hides the names of people on this device, for a screen that others can see. */
export function DiscreetSwitch() {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  return (
    <button
      type="button"
      className="discreet-switch"
      aria-pressed={isDiscreet}
      onClick={() => setDiscreetScreen(!isDiscreet)}
    >
      {text(shellWording.hideNames)}
    </button>
  )
}
