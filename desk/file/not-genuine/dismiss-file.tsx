import { useRef, useState } from 'react'
import { DismissalForm } from '../../not-genuine/dismissal-form.tsx'
import { dismissalWording } from '../../not-genuine/wording.ts'
import { useOutdatedPageStatusId } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'

/** A button that closes this one file as not genuine, once it was asked why. */
export function DismissFileButton({ reference }: { reference: string }) {
  const text = useWordingText()
  const outdatedBy = useOutdatedPageStatusId()
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const asking = isOpen && !outdatedBy
  return (
    <div>
      <Button quiet ref={opener} disabledBy={outdatedBy} expanded={asking} onPress={() => setIsOpen(!asking)}>
        {text(dismissalWording.dismiss)}
      </Button>
      {asking && (
        <DismissalForm
          references={[reference]}
          onCancel={() => {
            setIsOpen(false)
            opener.current?.focus()
          }}
        />
      )}
    </div>
  )
}
