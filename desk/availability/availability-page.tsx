import { useQuery } from '@tanstack/react-query'
import { getSettingsPath } from '../client/routes.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { shellWording } from '../client/wording.ts'
import { Button } from '../ui/button.tsx'
import { CoordinatorPageFailure } from '../ui/coordinator-failure.tsx'
import { CoordinatorSelect } from '../ui/coordinator-select.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { controlWording } from '../ui/wording.ts'
import { AbsencesPanel } from './absences-panel.tsx'
import { AvailabilityForm } from './availability-form.tsx'
import { CalendarFeedPanel } from './calendar-feed.tsx'
import { MailRhythmPanel } from './mail-rhythm-panel.tsx'
import { availabilityQuery } from './queries.ts'
import { availabilityWording, otherSettingsWording } from './wording.ts'

/** A coordinator’s availability. Administrators can open another coordinator's with `coordinator` in the query. */
export function AvailabilityPage({ query }: { query: Readonly<Record<string, string>> }) {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const coordinatorId = query.coordinator ?? me.data?.id
  const { data, error, isLoadingError } = useQuery({
    ...availabilityQuery(coordinatorId ?? ''),
    enabled: coordinatorId !== undefined,
  })
  if (me.error) return <LoadFailure error={me.error} />
  if (isLoadingError)
    return (
      <CoordinatorPageFailure
        error={error}
        isOfNamed={query.coordinator !== undefined}
        wording={otherSettingsWording}
      />
    )
  return (
    <>
      <h1>
        {text(shellWording.settings)}
        {data && !data.isOwn && ` · ${data.of?.name}`}
      </h1>
      <PageStatus>{data ? null : text(availabilityWording.loading)}</PageStatus>
      {data && (
        <>
          {me.data?.administrator && <CoordinatorPicker chosen={data.of?.id} />}
          <AvailabilityForm availability={data} />
          {coordinatorId !== undefined && <AbsencesPanel coordinatorId={coordinatorId} />}
          {data.isOwn && <MailRhythmPanel />}
          {data.isOwn && <CalendarFeedPanel />}
        </>
      )}
    </>
  )
}

function CoordinatorPicker({ chosen }: { chosen: string | undefined }) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <form method="get" action={getSettingsPath(language)} className="go-to">
      <CoordinatorSelect label={text(availabilityWording.whose)} chosen={chosen} />
      <Button quiet>{text(controlWording.show)}</Button>
    </form>
  )
}
