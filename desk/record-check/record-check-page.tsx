import { useState } from 'react'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { shellWording } from '../client/wording.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useWordingText } from '../ui/language.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { RolePage } from '../ui/role-page.tsx'
import { useAction } from '../ui/use-action.tsx'
import { anchorFindingWording, recordCheckWording } from './wording.ts'

/** Where an administrator checks the record of all files against the line of an earlier day. */
export const RecordCheckPage = () => (
  <RolePage
    title={shellWording.recordCheck}
    only="administrator"
    refusal={recordCheckWording.onlyAdministrators}
  >
    <RecordCheckForm />
  </RolePage>
)

function RecordCheckForm() {
  const text = useWordingText()
  const [line, setLine] = useState('')
  const action = useAction({
    submit: () => parseResponseOrThrowApiError(deskClient['record-checks'].$post({ json: { line } })),
    announces: ({ finding }) => anchorFindingWording[finding],
  })
  return (
    <>
      <PageStatus />
      <p className="record-check">{text(recordCheckWording.lead)}</p>
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
    </>
  )
}
