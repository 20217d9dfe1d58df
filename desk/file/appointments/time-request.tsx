import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { AnswerSections } from '../../ui/answer-sections.tsx'
import { Button } from '../../ui/button.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type FileHeader, fileAppointmentsQuery, type ParentAppointments } from '../queries.ts'
import { useFileAnswers } from '../use-file-answers.ts'
import { fileAppointmentsWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly timeRequest: NonNullable<ParentAppointments['timeRequest']>
  readonly timeZone: string
  readonly oneOfTwo: boolean
}

/** The preferences of a parent who found no suitable time. */
export function TimeRequestItem({ header, timeRequest, timeZone, oneOfTwo }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference, may } = header
  const answers = useFileAnswers(header)
  const request = { param: { reference }, json: { timeRequest: timeRequest.id } }
  const action = useAction({
    submit: () => parseResponseOrThrowApiError(fileClient['time-request-answer'].$post(request)),
    undo: () => parseResponseOrThrowApiError(fileClient['time-request-reopening'].$post(request)),
    makesStale: [fileAppointmentsQuery(reference).queryKey],
    announces: fileAppointmentsWording.timeRequestAnswered,
  })
  const preferences = answers.data?.timeRequests.find(({ id }) => id === timeRequest.id)
  const Heading = oneOfTwo ? 'h4' : 'h3'
  return (
    <div className="time-request">
      <Heading>
        {text(fileAppointmentsWording.timeRequest)},{' '}
        {formatDateTimeWithOffset(timeRequest.createdAt, language, timeZone)}
      </Heading>
      {preferences && <AnswerSections sections={preferences.sections} level={4} />}
      {may.book && (
        <Button quiet isPending={action.isPending} onPress={() => action.run()}>
          {text(fileAppointmentsWording.answerTimeRequest)}
        </Button>
      )}
      {action.outcome}
    </div>
  )
}
