import { objectionOptions, overrideReasonOptions } from '../../../content/file/overrides.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type FileHeader, fileHeaderQuery } from '../queries.ts'
import {
  approvalDecisionWordingBuilders,
  approvalWording,
  buildApprovalStateWording,
  objectionWordingBuilders,
} from './override-wording.ts'

/**
 * A decision that waits for a second person, or that one has approved: what it is, what it overrides and why. Whoever may be
 * the second person answers here.
 */
export function ApprovalPanel({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const { approval, reference, may } = header
  if (!approval?.decision) return null
  const { isGiven, decision, about, into, overrides, reason, askedBy, approvedBy, happenedAt } = approval
  const name = about?.name ?? ''
  // A merge is about whoever merges, but the conflict may be that of those who work on the other file.
  return (
    <section className="approval">
      <h2>{text(approvalWording.title)}</h2>
      <p>
        {text(buildApprovalStateWording(isGiven, askedBy?.name ?? '', approvedBy?.name ?? ''))}{' '}
        <TimeWithOffset at={happenedAt} />
      </p>
      <dl>
        <DescriptionRow label={text(approvalWording.decision)}>
          {text(approvalDecisionWordingBuilders[decision](name, into ?? ''))}
        </DescriptionRow>
        <DescriptionRow label={text(approvalWording.objections)}>
          <ul>
            {overrides.map((objection) => (
              <li key={objection}>
                {text(
                  decision === 'merge'
                    ? objectionOptions[objection]
                    : objectionWordingBuilders[objection](name),
                )}
              </li>
            ))}
          </ul>
        </DescriptionRow>
        <DescriptionRow label={text(approvalWording.reason)}>
          {reason && text(overrideReasonOptions[reason])}
        </DescriptionRow>
      </dl>
      {may.approve && <AnswerButtons reference={reference} request={approval.sequence} />}
    </section>
  )
}

function AnswerButtons({ reference, request }: { reference: string; request: number }) {
  const text = useWordingText()
  const send = (approves: boolean) => () =>
    parseResponseOrThrowApiError(
      fileClient.approvals.$post({ param: { reference }, json: { request, approves } }),
    )
  const makesStale = [fileHeaderQuery(reference).queryKey]
  const approve = useAction({ submit: send(true), makesStale, announces: approvalWording.approved })
  const decline = useAction({ submit: send(false), makesStale, announces: approvalWording.declined })
  return (
    <>
      <p className="hint">{text(approvalWording.recorded)}</p>
      <div className="buttons">
        <Button isPending={approve.isPending} onPress={() => approve.run()}>
          {text(approvalWording.approve)}
        </Button>
        <Button quiet isPending={decline.isPending} onPress={() => decline.run()}>
          {text(approvalWording.decline)}
        </Button>
      </div>
      {approve.outcome}
      {decline.outcome}
    </>
  )
}
