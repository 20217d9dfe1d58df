import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getFileStageWording, isOpenStage } from '../../../content/file-stages.ts'
import { getLocaleTag } from '../../../forms/language.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { getFilePagePath } from '../../client/routes.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type Override, type OverrideNeeded, pickOverrideNeeded } from '../decisions/override.ts'
import { OverrideQuestion } from '../decisions/override-question.tsx'
import { fileFactsWording } from '../facts-wording.ts'
import { type FileHeader, type RelatedFileFacts, relatedFilesQuery } from '../queries.ts'
import { ConflictReviewPrompt, RepeatConflictReviewButton } from './conflict-review.tsx'
import {
  buildMergeButtonWording,
  buildMergeConsequenceWording,
  buildMergeDoneWording,
  fileRelationWording,
  matchKindWording,
  relatedFileReasonWording,
  relatedFilesWording,
} from './wording.ts'

/**
 * The related files, above anything that a parent wrote. It shows no name and no answer, only how the files are
 * related.
 */
export function RelatedFilesPanel({ header }: { header: FileHeader }) {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(relatedFilesQuery(header.reference))
  if (isLoadingError) return <PanelFailure heading={relatedFilesWording.title} error={error} />
  if (!data || data.relatedFiles.length === 0) return null
  const { accepted = [], unaccepted = [] } = Object.groupBy(data.relatedFiles, ({ acceptedAt }) =>
    acceptedAt === null ? 'unaccepted' : 'accepted',
  )
  return (
    <section className="related-files">
      <h2>{text(relatedFilesWording.title)}</h2>
      <p>{text(relatedFilesWording.intro)}</p>
      <RelatedFileList header={header} relatedFiles={accepted} callsShutBy={data.callsShutBy} />
      {unaccepted.length > 0 && (
        <>
          <h3>{text(relatedFilesWording.unaccepted)}</h3>
          <p>{text(relatedFilesWording.unacceptedMeans)}</p>
          <RelatedFileList
            header={header}
            relatedFiles={unaccepted}
            callsShutBy={data.callsShutBy}
            Heading="h4"
          />
        </>
      )}
      {(header.needsConflictReview || (header.locked && !header.may.reviewConflicts)) && (
        <ConflictReviewPrompt header={header} relatedFiles={data.relatedFiles} />
      )}
      {data.callsShutBy === 'conflict-review-needed' && header.may.callOtherParent && (
        <RepeatConflictReviewButton reference={header.reference} relatedFiles={data.relatedFiles} />
      )}
    </section>
  )
}

interface ListProps {
  readonly header: FileHeader
  readonly relatedFiles: readonly RelatedFileFacts[]
  readonly callsShutBy: RelatedFileFacts['blockedBy']
  /** The level of the heading of each file. */
  readonly Heading?: 'h3' | 'h4'
}

const RelatedFileList = ({ header, relatedFiles, callsShutBy, Heading = 'h3' }: ListProps) =>
  relatedFiles.length > 0 && (
    <ul className="related-files__list">
      {relatedFiles.map((relatedFile) => (
        <li key={relatedFile.reference}>
          <RelatedFileItem
            header={header}
            relatedFile={relatedFile}
            blockedBy={callsShutBy && relatedFile.blockedBy}
            Heading={Heading}
          />
        </li>
      ))}
    </ul>
  )

interface ItemProps {
  readonly header: FileHeader
  readonly relatedFile: RelatedFileFacts
  /** The reason why this related file prevents calls, if that is what prevents them now. */
  readonly blockedBy: RelatedFileFacts['blockedBy']
  readonly Heading: 'h3' | 'h4'
}

function RelatedFileItem({ header, relatedFile, blockedBy, Heading }: ItemProps) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference, mayRead, mayMerge } = relatedFile
  return (
    <>
      <Heading className="reference">
        {mayRead ? <a href={getFilePagePath(language, reference)}>{reference}</a> : reference}
      </Heading>
      <RelatedFileDescription relatedFile={relatedFile} />
      {blockedBy && (
        <p>
          <strong>{text(relatedFileReasonWording[blockedBy])}</strong>
        </p>
      )}
      {mayMerge ? (
        <MergeButton reference={header.reference} mergeInto={reference} />
      ) : (
        <NotMergeableHint header={header} relatedFile={relatedFile} />
      )}
    </>
  )
}

function RelatedFileDescription({
  relatedFile: { relation, kinds, lead, stage, createdAt },
}: Pick<ItemProps, 'relatedFile'>) {
  const language = useLanguage()
  const text = useWordingText()
  const matched = new Intl.ListFormat(getLocaleTag(language)).format(
    kinds.map((kind) => text(matchKindWording[kind])),
  )
  return (
    <dl className="facts">
      <DescriptionRow label={text(relatedFilesWording.relation)}>
        {text(fileRelationWording[relation])}
      </DescriptionRow>
      <DescriptionRow label={text(relatedFilesWording.matched)}>{matched}</DescriptionRow>
      <DescriptionRow label={text(fileFactsWording.lead)}>
        {lead?.name ?? text(fileFactsWording.nobodyYet)}
      </DescriptionRow>
      <DescriptionRow label={text(fileFactsWording.stage)}>{text(getFileStageWording(stage))}</DescriptionRow>
      <DescriptionRow label={text(fileFactsWording.received)}>
        {formatDateTimeWithOffset(createdAt, language)}
      </DescriptionRow>
    </dl>
  )
}

function MergeButton({ reference, mergeInto }: { reference: string; mergeInto: string }) {
  const text = useWordingText()
  const [needed, setNeeded] = useState<OverrideNeeded>()
  const action = useAction({
    submit: (override: Override) =>
      parseResponseOrThrowApiError(
        fileClient.merge.$post({ param: { reference }, json: { mergeInto, ...override } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onRefused: (failure) => setNeeded(pickOverrideNeeded(failure)),
    announces: buildMergeDoneWording(mergeInto),
  })
  return (
    <>
      <ConfirmButton
        label={text(buildMergeButtonWording(mergeInto))}
        consequence={text(buildMergeConsequenceWording(mergeInto))}
        confirmLabel={text(relatedFilesWording.mergeNow)}
        action={{ ...action, run: () => action.run({}) }}
      />
      {needed && <OverrideQuestion needed={needed} isPending={action.isPending} onOverride={action.run} />}
    </>
  )
}

function NotMergeableHint({ header, relatedFile }: Omit<ItemProps, 'blockedBy' | 'Heading'>) {
  const text = useWordingText()
  const { relation, stage, isSameWriter } = relatedFile
  if (relation !== 'same-family' || !isOpenStage(stage) || !isOpenStage(header.stage)) return null
  return (
    <p className="hint">
      {text(isSameWriter ? relatedFilesWording.isSameWriter : relatedFilesWording.mergeByOthers)}
    </p>
  )
}
