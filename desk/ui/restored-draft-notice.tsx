import { Button } from './button.tsx'
import { useWordingText } from './language.tsx'
import type { TextDraft } from './use-text-draft.ts'
import { textDraftWording } from './wording.ts'

interface Props {
  readonly draft: Pick<TextDraft<unknown>, 'isRestored' | 'reset'>
}

/** Says that a form has what was typed in it before the page was loaded, and lets it be discarded. */
export function RestoredDraftNotice({ draft: { isRestored, reset } }: Props) {
  const text = useWordingText()
  return (
    <div role="status">
      {isRestored && (
        <div className="restored-draft">
          <p>{text(textDraftWording.restored)}</p>
          <Button quiet onPress={reset}>
            {text(textDraftWording.discard)}
          </Button>
        </div>
      )}
    </div>
  )
}
