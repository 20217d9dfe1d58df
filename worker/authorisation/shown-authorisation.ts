import type { AuthorisationGrant } from '../../db/authorisations.ts'
import type { ParentFile } from '../../db/parent-file.ts'

/** Formats the authorisation that a page shows: its row, and whether its parent had ended it; '' when there is none. */
export const formatReplacedAuthorisation = ({ authorisation }: Pick<ParentFile, 'authorisation'>): string =>
  authorisation ? `${authorisation.id}${isEndedByParent(authorisation) ? ENDED_SUFFIX : ''}` : ''

export const parseReplacedAuthorisation = (shown: string): AuthorisationGrant['replaces'] =>
  shown === '' ? undefined : { id: shown.replace(ENDED_SUFFIX, ''), ended: shown.endsWith(ENDED_SUFFIX) }

const ENDED_SUFFIX = '.ended'

/** Whether a parent withdrew or declined the authorisation. */
export const isEndedByParent = ({
  withdrawnAt,
  declinedAt,
}: NonNullable<ParentFile['authorisation']>): boolean => withdrawnAt !== null || declinedAt !== null
