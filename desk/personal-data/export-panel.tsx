import { type FormEvent, useEffect, useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { parentSideWording } from '../file/facts-wording.ts'
import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { useFocusWhen } from '../ui/use-focus-when.ts'
import { exportWording } from './export-wording.ts'
import type { PersonalData } from './queries.ts'
import { renderExportPage } from './render-export.ts'

interface Props {
  readonly reference: string
  readonly side: PersonalData['side']
}

/** Gives what a file holds of a parent as two files, which are gone once the page is left. */
export function ExportPanel({ reference, side }: Props) {
  const text = useWordingText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div>
      <Button quiet expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        {text(exportWording.give)}{' '}
        <span className="visually-hidden">
          {text(parentSideWording[side])} {reference}
        </span>
      </Button>
      {isOpen && <ExportForm reference={reference} side={side} />}
    </div>
  )
}

function ExportForm({ reference, side }: Props) {
  const text = useWordingText()
  const [withSafety, setWithSafety] = useState(false)
  const [data, setData] = useState<PersonalData>()
  useClearOnLeave(data !== undefined, () => setData(undefined))
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.readings['personal-data'].$post({
          param: { reference },
          json: { side, withSafety },
        }),
      ),
    onReturned: setData,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <form onSubmit={onSubmit}>
      <p>{text(exportWording.giveMeans)}</p>
      <label className="choice">
        <input
          type="checkbox"
          checked={withSafety}
          onChange={({ target }) => {
            setWithSafety(target.checked)
            setData(undefined)
          }}
        />
        {text(exportWording.withSafety)}
      </label>
      <Button isPending={action.isPending}>{text(exportWording.prepare)}</Button>
      {action.outcome}
      {data && <ExportedFiles data={data} />}
    </form>
  )
}

function ExportedFiles({ data }: { data: PersonalData }) {
  const text = useWordingText()
  const ready = useFocusWhen<HTMLParagraphElement>(data)
  const name = `${data.reference}-${data.side}`
  return (
    <>
      <p ref={ready} tabIndex={-1}>
        {text(exportWording.ready)}
      </p>
      <ul>
        <FileItem name={`${name}.html`} content={renderExportPage(data)}>
          {text(exportWording.page)}
        </FileItem>
        <FileItem name={`${name}.json`} content={JSON.stringify(data, null, 2)}>
          {text(exportWording.json)}
        </FileItem>
      </ul>
    </>
  )
}

interface FileItemProps {
  readonly name: string
  readonly content: string
  readonly children: string
}

/** A link that saves a text as a file. The text is in no address, and the browser forgets it with the page. */
function FileItem({ name, content, children }: FileItemProps) {
  const [href, setHref] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([content]))
    setHref(made)
    return () => URL.revokeObjectURL(made)
  }, [content])
  return (
    <li>
      <a href={href} download={name}>
        {children}
      </a>
    </li>
  )
}
