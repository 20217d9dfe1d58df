import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { type ApiError, isAccessEnded } from '../client/api-failure.ts'
import { failureWordings, getFailureWording } from '../client/failure-wording.ts'
import { getFileQueryKeyPrefix } from '../client/file-key.ts'
import { deleteTextDraftsOfOtherFiles } from '../client/stored-text-drafts.ts'
import { forgetTabKey } from '../client/text-drafts.ts'
import { LoadFailure, PageFailure } from '../ui/load-failure.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { type FileHeader, fileHeaderQuery } from './queries.ts'

interface Props {
  readonly reference: string
  /** Renders the page; without a header while it is loading. */
  readonly children: (header: FileHeader | undefined) => ReactNode
}

/**
 * A page of a file, as long as the coordinator may read it. What it shows is cleared within fifteen seconds once the
 * file was taken from them or they signed out, and at once when an action of their own took it away. A lost network
 * clears nothing, because a coordinator may be writing.
 */
export function ReadableFile({ reference, children }: Props) {
  const header = useQuery(fileHeaderQuery(reference))
  if (isAccessEnded(header.error) && header.data)
    return <AccessEndedNotice reference={reference} error={header.error} />
  if (header.isLoadingError) return <LoadFailure error={header.error} />
  return children(header.data)
}

function AccessEndedNotice({ reference, error }: { reference: string; error: ApiError }) {
  const queryClient = useQueryClient()
  const { code } = error.failure
  useEffect(() => {
    // Who signs in again finds what they typed. Nobody else does, nor who may no longer read the file.
    if (code === 'signed_out') forgetTabKey()
    else deleteTextDraftsOfOtherFiles(undefined)
    // What was loaded is not on the page any more, and is dropped from memory too.
    queryClient.removeQueries({
      predicate: ({ queryKey }) => isAboutFile(queryKey, reference) && queryKey.at(-1) !== 'header',
    })
  }, [queryClient, reference, code])
  return (
    <>
      <PageStatus />
      <PageFailure
        wording={code === 'not_found' ? failureWordings.accessEnded : getFailureWording(error.failure)}
      />
    </>
  )
}

const isAboutFile = (queryKey: QueryKey, reference: string): boolean =>
  queryKey[1] === getFileQueryKeyPrefix(reference)[1]
