import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { getFilePagePath } from '../../client/routes.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { DeskLink } from '../../ui/desk-link.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type FileHeader, leadCandidatesQuery } from '../queries.ts'
import { CandidateChoices } from './candidate-choices.tsx'
import { buildWaitingBeforeWording, candidateWording } from './candidate-wording.ts'
import { type Override, type OverrideNeeded, pickOverrideNeeded } from './override.ts'
import { OverrideQuestion } from './override-question.tsx'
import { buildLeadAssignedWording, buildReassignMeansWording, decisionsWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  readonly viewerId: string
}

/** The form with which an administrator assigns the file to a coordinator who does not lead it yet. */
export function AssignmentForm({ header: { reference, lastEvent, lead }, viewerId }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const query = useQuery(leadCandidatesQuery(reference))
  const [chosen, setChosen] = useState<string>()
  const [missing, setMissing] = useState(false)
  const [needed, setNeeded] = useState<OverrideNeeded>()
  const candidates = query.data?.candidates ?? []
  const candidate = candidates.find(({ id }) => id === chosen)
  const action = useAction({
    submit: (override: Override) =>
      parseResponseOrThrowApiError(
        fileClient.assignment.$post({
          param: { reference },
          json: { coordinator: chosen ?? '', seen: lastEvent, ...override },
        }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onRefused: (failure) => setNeeded(pickOverrideNeeded(failure)),
    onDone: () => {
      setChosen(undefined)
      setNeeded(undefined)
    },
    announces: buildLeadAssignedWording(candidate?.name ?? '', chosen === viewerId),
  })
  if (query.isLoadingError) return <PanelFailure heading={decisionsWording.assignTo} error={query.error} />
  if (!query.data) return null
  const { isProvinceSettled, waitingBefore } = query.data
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!chosen)
    // Who leads it now is told, so that is confirmed first.
    if (chosen && !lead) action.run({})
  }
  const speaksAgainst = (candidate?.objections.length ?? 0) + waitingBefore.count > 0
  const label = text(candidate && speaksAgainst ? candidateWording.assignAnyway : decisionsWording.assign)
  return (
    <>
      <form noValidate className="assign" onSubmit={onSubmit}>
        <CandidateChoices
          candidates={candidates}
          isProvinceSettled={isProvinceSettled}
          chosen={chosen}
          isMissing={missing}
          onChoose={(id) => {
            setChosen(id)
            setMissing(false)
            setNeeded(undefined)
          }}
        />
        {waitingBefore.count > 0 && (
          <p className="waiting-before">
            {text(buildWaitingBeforeWording(waitingBefore.count))}{' '}
            {waitingBefore.references.map((waiting) => (
              <DeskLink key={waiting} to={getFilePagePath(language, waiting)}>
                {waiting}
              </DeskLink>
            ))}
          </p>
        )}
        {candidate && lead ? (
          <ConfirmButton
            key={candidate.id}
            label={label}
            consequence={text(buildReassignMeansWording(lead, candidate, viewerId))}
            confirmLabel={label}
            action={{ ...action, run: () => action.run({}) }}
          />
        ) : (
          <>
            <Button isPending={action.isPending}>{label}</Button>
            {action.outcome}
          </>
        )}
      </form>
      {needed && <OverrideQuestion needed={needed} isPending={action.isPending} onOverride={action.run} />}
    </>
  )
}
