import { useQuery } from '@tanstack/react-query'
import { retentionHoldReasonOptions } from '../../content/file/erasures.ts'
import { fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { formatDay, formatShortDate } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PanelFailure } from '../ui/panel-failure.tsx'
import { useAction } from '../ui/use-action.tsx'
import { controlWording } from '../ui/wording.ts'
import { HoldButton } from './hold-form.tsx'
import { personSearchKey, retentionsQuery, type ShownRetention } from './queries.ts'
import {
  buildErasedFromWording,
  buildHeldUntilWording,
  buildPreviewLeadWording,
  decidingRuleWording,
  personalDataWording,
} from './wording.ts'

/** The closed files that will be erased soon, soonest first, and those that are held back. It names nobody. */
export function RetentionPreview() {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(retentionsQuery)
  if (isLoadingError) return <PanelFailure heading={personalDataWording.preview} error={error} />
  return (
    <section aria-busy={!data}>
      <h2>{text(personalDataWording.preview)}</h2>
      {data ? (
        <p>{text(buildPreviewLeadWording(data.previewDays))}</p>
      ) : (
        <p>{text(controlWording.oneMoment)}</p>
      )}
      {data?.files.length === 0 && <p>{text(personalDataWording.nothing)}</p>}
      <ul className="personal-data__files" aria-label={text(personalDataWording.preview)}>
        {data?.files.map((file) => (
          <ListedFile key={file.reference} file={file} />
        ))}
      </ul>
    </section>
  )
}

function ListedFile({
  file: { reference, rule, erasedFrom, hold, isHoldable, viewerHasConflict },
}: {
  file: ShownRetention
}) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <li>
      <h3 className="reference">{reference}</h3>
      <p>
        {erasedFrom !== null && (
          <strong>{text(buildErasedFromWording(formatShortDate(erasedFrom, language)))}</strong>
        )}
        {erasedFrom !== null && rule && ' · '}
        {rule && text(decidingRuleWording[rule])}
      </p>
      {hold && <HoldFacts hold={hold} />}
      {viewerHasConflict ? (
        <p>{text(personalDataWording.worksElsewhere)}</p>
      ) : hold ? (
        <LiftButton reference={reference} />
      ) : (
        isHoldable && <HoldButton reference={reference} />
      )}
    </li>
  )
}

function HoldFacts({ hold }: { hold: NonNullable<ShownRetention['hold']> }) {
  const language = useLanguage()
  const text = useWordingText()
  const { reason, note, lastDay, placedBy, placedAt } = hold
  return (
    <p>
      <strong>
        {text(
          lastDay === null
            ? personalDataWording.heldUntilLifted
            : buildHeldUntilWording(formatDay(lastDay, language)),
        )}
      </strong>
      {' · '}
      {text(retentionHoldReasonOptions[reason])}
      {note && ` · ${note}`}
      {' · '}
      {placedBy?.name} · {formatShortDate(placedAt, language)}
    </p>
  )
}

function LiftButton({ reference }: { reference: string }) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(fileClient['retention-release'].$post({ param: { reference } })),
    makesStale: [retentionsQuery.queryKey, personSearchKey],
    announces: personalDataWording.lifted,
  })
  return (
    <ConfirmButton
      label={text(personalDataWording.lift)}
      about={reference}
      consequence={text(personalDataWording.liftMeans)}
      confirmLabel={text(personalDataWording.lift)}
      action={action}
    />
  )
}
