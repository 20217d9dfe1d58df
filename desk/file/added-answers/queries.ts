import { queryOptions } from '@tanstack/react-query'
import { type DeskFormPage, getDeskFormPath } from '../../../content/desk-form/desk-form.ts'
import type { Language } from '../../../forms/language.ts'
import { ApiError } from '../../client/api-failure.ts'
import type { AddedPage, FileHeader, ParticipantSide } from '../queries.ts'

/** What the form knows of the parent whose words it takes down. */
export interface AddedAnswersProps {
  readonly reference: string
  readonly side: ParticipantSide
  /** The route that the parent gave, by which some pages ask more. */
  readonly route: FileHeader['route']
  /** What was added to this parent's intake, newest first. */
  readonly additions: readonly AddedPage[]
}

/** The pages on which a coordinator fills in what a parent said. They are part of the site, and the same for every file. */
export const deskFormQuery = (language: Language) =>
  queryOptions({
    queryKey: ['desk-form', language],
    queryFn: () => loadDeskForm(language),
    staleTime: Number.POSITIVE_INFINITY,
  })

async function loadDeskForm(language: Language): Promise<readonly DeskFormPage[]> {
  try {
    const built = await fetch(getDeskFormPath(language))
    if (built.ok) return await built.json()
  } catch {
    // Says below what it says of a file that is not there.
  }
  throw new ApiError({ code: 'unreachable' })
}
