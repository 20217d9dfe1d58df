import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import type { Answer } from '../app/api-client.ts'

/**
 * Asks once, when first shown, since opening a file is put on record each time. Undefined until the answer is here;
 * what is done later may put a newer one in its place.
 */
export function useAnswer<Value>(
  ask: () => Promise<Answer<Value>>,
): [Answer<Value> | undefined, Dispatch<SetStateAction<Answer<Value> | undefined>>] {
  const [asked] = useState(ask)
  const [answer, setAnswer] = useState<Answer<Value>>()
  useEffect(() => {
    asked.then(setAnswer)
  }, [asked])
  return [answer, setAnswer]
}
