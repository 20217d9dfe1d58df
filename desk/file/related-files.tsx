import { fileStageWording, isOpenStage } from '../../content/file-stages.ts'
import { localeTag } from '../../forms/language.ts'
import {
  fetchFile,
  type RelatedFileSummary,
  submitConflictReview,
  submitFileMerge,
} from '../app/api-client.ts'
import { filePath } from '../app/routes.ts'
import {
  deskWording,
  fileRelationWording,
  matchKindWording,
  mergeButtonWording,
  mergeConsequenceWording,
  mergeDoneWording,
} from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DescriptionRow } from '../ui/description-list.tsx'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { useAction } from '../ui/use-action.tsx'
import { callingWording } from './calling/wording.ts'
import type { FilePanelProps } from './panel-props.ts'
import { ReassignmentButton } from './reassignment.tsx'

/** The related files, before anything a parent wrote: no name, no answer, only what relates them. */
export function RelatedFilesPanel(props: FilePanelProps) {
  const { file, language } = props
  if (file.relatedFiles.length === 0) return null
  return (
    <section className="related-files">
      <h2>{deskWording.relatedFilesTitle[language]}</h2>
      <p>{deskWording.relatedFilesLead[language]}</p>
      <ul className="related-files__list">
        {file.relatedFiles.map((relatedFile) => (
          <li key={relatedFile.reference}>
            <RelatedFileItem relatedFile={relatedFile} {...props} />
          </li>
        ))}
      </ul>
      {file.locked && <ConflictReviewGate {...props} />}
      {needsConflictReview(file) && <RepeatConflictReviewButton {...props} />}
    </section>
  )
}

function RelatedFileItem({
  relatedFile,
  file,
  language,
  onChange,
}: FilePanelProps & { relatedFile: RelatedFileSummary }) {
  const action = useAction(language)
  const { reference, mayRead, mayMerge, relation, stage, createdAt, lead, blockedBy } = relatedFile
  const matched = new Intl.ListFormat(localeTag(language)).format(
    relatedFile.kinds.map((kind) => matchKindWording[kind][language]),
  )
  return (
    <>
      <h3 className="reference">
        {mayRead ? <a href={filePath(language, reference)}>{reference}</a> : reference}
      </h3>
      <dl className="facts">
        <DescriptionRow label={deskWording.relation[language]}>
          {fileRelationWording[relation][language]}
        </DescriptionRow>
        <DescriptionRow label={deskWording.matched[language]}>{matched}</DescriptionRow>
        <DescriptionRow label={deskWording.lead[language]}>
          {lead?.name ?? deskWording.nobodyYet[language]}
        </DescriptionRow>
        <DescriptionRow label={deskWording.stage[language]}>
          {fileStageWording(stage)[language]}
        </DescriptionRow>
        <DescriptionRow label={deskWording.received[language]}>
          {formatDateTimeWithOffset(createdAt, language)}
        </DescriptionRow>
      </dl>
      {blockedBy && isCallingBlockedByRelatedFile(file) && (
        <p>
          <strong>
            {
              (blockedBy === 'related-file-on-hold'
                ? callingWording.relatedFileContactHold
                : callingWording.relatedFileSinceReview)[language]
            }
          </strong>
        </p>
      )}
      {mayMerge ? (
        <ConfirmButton
          label={mergeButtonWording(reference)[language]}
          consequence={mergeConsequenceWording(reference)[language]}
          confirmLabel={deskWording.mergeNow[language]}
          action={action}
          language={language}
          onPress={() =>
            action.run(
              () => submitFileMerge(file.reference, reference),
              (facts) =>
                onChange({ ...facts, parents: [], latestAuthorisations: [] }, mergeDoneWording(reference)),
            )
          }
        />
      ) : (
        <NotMergeableHint relatedFile={relatedFile} file={file} language={language} />
      )}
    </>
  )
}

function NotMergeableHint({
  relatedFile,
  file,
  language,
}: Omit<FilePanelProps, 'onChange'> & { relatedFile: RelatedFileSummary }) {
  if (relatedFile.relation !== 'same-family' || !isOpenStage(relatedFile.stage) || !isOpenStage(file.stage))
    return null
  return (
    <p className="hint">
      {(relatedFile.isSameWriter ? deskWording.isSameWriter : deskWording.mergeByOthers)[language]}
    </p>
  )
}

const needsConflictReview = ({ calls }: FilePanelProps['file']) =>
  calls.some(({ gate }) => gate === 'conflict-review-needed')

/** Whether a related file blocks the calls; once both parents have come there are none. */
const isCallingBlockedByRelatedFile = (file: FilePanelProps['file']) =>
  needsConflictReview(file) || file.calls.some(({ gate }) => gate === 'related-file-on-hold')

/** Nobody is called until the lead has reviewed the files that came since, and chosen to go on. */
function RepeatConflictReviewButton({ file, language, onChange }: FilePanelProps) {
  const action = useAction(language)
  if (!file.may.callOtherParent) return null
  return (
    <div className="conflict-review">
      <Button
        quiet
        isPending={action.isPending}
        onPress={() =>
          action.run(
            () => submitConflictReview(file),
            (facts) => onChange(facts, callingWording.repeatReviewDone),
          )
        }
      >
        {callingWording.repeatReview[language]}
      </Button>
      <p className="hint">{callingWording.repeatReviewMeans[language]}</p>
      {action.outcome}
    </div>
  )
}

/** What the parent wrote stays locked until somebody reviews the conflicts. */
function ConflictReviewGate(props: FilePanelProps) {
  const { file, language, onChange } = props
  const action = useAction(language)
  const { reference, may } = file
  if (!may.content) return <p className="conflict-review">{deskWording.conflictOfInterest[language]}</p>
  const reviewAndFetchFile = async () => {
    const reviewed = await submitConflictReview(file)
    return reviewed.ok ? fetchFile(reference, language) : reviewed
  }
  return (
    <div className="conflict-review">
      <p>{deskWording.lockedUntilReviewed[language]}</p>
      <Button
        isPending={action.isPending}
        onPress={() => action.run(reviewAndFetchFile, (opened) => onChange(opened, deskWording.readDone))}
      >
        {deskWording.read[language]}
      </Button>
      <p className="hint">{deskWording.readRecords[language]}</p>
      {action.outcome}
      <ReassignmentButton {...props} />
    </div>
  )
}
