import { isOpenStage } from '../../../content/file-stages.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getCallSheetPath } from '../../client/routes.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import {
  authorisationsAndCallsQuery,
  type FileHeader,
  fileMessagesQuery,
  type ParentCalls,
  type ParticipantSide,
} from '../queries.ts'
import { CallReopeningForm } from './call-reopening-form.tsx'
import { InvitationPanel } from './invitation.tsx'
import { OtherParentContactPanel } from './other-contact.tsx'
import { callingWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly parentCalls: ParentCalls
  /** Tells that the gate was found shut, or open again, since the calls were loaded. */
  readonly onGateFound: (isShut: boolean) => void
}

/** The steps that the lead may take next, from requesting an authorisation to inviting the other parent. */
export function CallingSteps({ header, parentCalls, onGateFound }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference, stage } = header
  const { latest, gate, side } = parentCalls
  const hasBeenGranted = [latest, ...parentCalls.earlier].some((authorisation) => authorisation?.grantedAt)
  return (
    <>
      {parentCalls.mayRequestAuthorisation && (
        <AuthorisationRequestButton reference={reference} side={side} />
      )}
      {latest && gate === 'open' && (
        <OtherParentContactPanel
          reference={reference}
          authorisation={latest.id}
          level={3}
          onGateFound={onGateFound}
        />
      )}
      {parentCalls.areCallsOver && header.may.reopenCalls && isOpenStage(stage) && (
        <CallReopeningForm reference={reference} parentCalls={parentCalls} />
      )}
      {hasBeenGranted && isOpenStage(stage) && (
        <p>
          <a href={getCallSheetPath(language, reference)}>
            {text(gate === 'open' ? callingWording.sheetOpen : callingWording.sheetLate)}
          </a>
        </p>
      )}
      {latest && (
        <InvitationPanel reference={reference} parentCalls={parentCalls} authorisation={latest.id} />
      )}
    </>
  )
}

function AuthorisationRequestButton({ reference, side }: { reference: string; side: ParticipantSide }) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient['authorisation-request'].$post({ param: { reference }, json: { side } }),
      ),
    makesStale: [authorisationsAndCallsQuery(reference).queryKey, fileMessagesQuery(reference).queryKey],
    announces: ({ mailed }) =>
      mailed ? callingWording.requestedByMail : callingWording.requestedTellByPhone,
  })
  return (
    <div>
      <Button isPending={action.isPending} onPress={() => action.run()}>
        {text(callingWording.requestAuthorisation)}
      </Button>
      <p className="hint">{text(callingWording.requestMeans)}</p>
      {action.outcome}
    </div>
  )
}
