import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import type { ApiResult } from '../app/api-client.ts'

/**
 * Fetches once, when first shown, since each reading of a file is recorded. Undefined until the result arrives; a later
 * action may replace it with a newer one.
 */
export function useFetchOnce<Value>(
  fetchResult: () => Promise<ApiResult<Value>>,
): [ApiResult<Value> | undefined, Dispatch<SetStateAction<ApiResult<Value> | undefined>>] {
  const [pendingResult] = useState(fetchResult)
  const [answer, setAnswer] = useState<ApiResult<Value>>()
  useEffect(() => {
    pendingResult.then(setAnswer)
  }, [pendingResult])
  return [answer, setAnswer]
}
