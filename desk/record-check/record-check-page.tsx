import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { shellWording } from '../client/wording.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useWordingText } from '../ui/language.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { useAction } from '../ui/use-action.tsx'
import { anchorFindingWording, recordCheckWording } from './wording.ts'

/** Where an administrator checks the record of all files against the line of an earlier day. */
export function RecordCheckPage() {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  return (
    <>
      <h1>{text(shellWording.recordCheck)}</h1>
      <PageStatus />
      {me.data && (
        <p className="record-check">
          {text(me.data.administrator ? recordCheckWording.lead : recordCheckWording.onlyAdministrators)}
        </p>
      )}
      {me.data?.administrator && <RecordCheckForm />}
    </>
  )
}

function RecordCheckForm() {
  const text = useWordingText()
  const [line, setLine] = useState('')
  const action = useAction({
    submit: () => parseResponseOrThrowApiError(deskClient['record-checks'].$post({ json: { line } })),
    announces: ({ finding }) => anchorFindingWording[finding],
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        action.run()
      }}
    >
      <Field label={text(recordCheckWording.line)}>
        {(control) => (
          <textarea
            {...control}
            rows={5}
            spellCheck={false}
            value={line}
            onChange={({ target }) => setLine(target.value)}
          />
        )}
      </Field>
      <Button isPending={action.isPending}>{text(recordCheckWording.check)}</Button>
      {action.outcome}
    </form>
  )
}
