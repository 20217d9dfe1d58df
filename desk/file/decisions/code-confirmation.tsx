import { useState } from 'react'
import {
  type CodeConfirmationChannel,
  codeConfirmationChannelOptions,
} from '../../../content/authorisation/code-confirmation.ts'
import type { Wording } from '../../../forms/language.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { parentSideWording } from '../facts-wording.ts'
import { type FileHeader, fileHeaderQuery } from '../queries.ts'
import { buildUnconfirmedCodeWording, codeConfirmationWording } from './wording.ts'

type UnconfirmedAccessCode = FileHeader['unconfirmedAccessCodes'][number]

/** Records how a parent confirmed that they have their new access code, which signs nothing before. */
export function ConfirmAccessCodeForm({
  reference,
  code,
}: {
  reference: string
  code: UnconfirmedAccessCode
}) {
  const language = useLanguage()
  const text = useWordingText()
  const [through, setThrough] = useState<CodeConfirmationChannel>()
  const [problem, setProblem] = useState<Wording>()
  const { side, replacedAt, replacedBy } = code
  const action = useAction({
    submit: (channel: CodeConfirmationChannel) =>
      parseResponseOrThrowApiError(
        fileClient['access-code-confirmation'].$post({
          param: { reference },
          json: { side, replacedAt, through: channel },
        }),
      ),
    makesStale: [fileHeaderQuery(reference).queryKey],
    onRefused: ({ code }) => code === 'invalid' && setProblem(codeConfirmationWording.notSafe),
    announces: codeConfirmationWording.done,
  })
  const at = formatDateTimeWithOffset(replacedAt, language)
  return (
    <div className="decision-question">
      <p>
        {text(buildUnconfirmedCodeWording(parentSideWording[side], { name: replacedBy?.name ?? '', at }))}
      </p>
      <RadioGroup
        legend={text(codeConfirmationWording.how)}
        options={buildRadioOptions(codeConfirmationChannelOptions, text)}
        chosen={through}
        problem={problem && text(problem)}
        onChoose={(channel) => {
          setThrough(channel)
          setProblem(undefined)
        }}
      />
      <Button
        isPending={action.isPending}
        onPress={() => (through ? action.run(through) : setProblem(codeConfirmationWording.missing))}
      >
        {text(codeConfirmationWording.record)}
      </Button>
      {action.outcome}
    </div>
  )
}
