import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import type { Wording } from '../../forms/language.ts'
import type { ApiError } from '../client/api-failure.ts'
import { findFailureWording } from '../client/failure-wording.ts'
import { useAnnounce } from './announcer.tsx'
import { useLanguage, useWording } from './language.tsx'
import { controlWording } from './wording.ts'

interface ActionOptions<Input, Value> {
  readonly submit: (input: Input) => Promise<Value>
  /** The names of the queries that ask for what the action changes; those on the page are asked again. */
  readonly makesStale?: readonly QueryKey[]
  /** Runs once the action is done and the page shows it. */
  readonly onDone?: (value: Value) => void
  /** What to say at the top of the page then. */
  readonly announces?: Wording | ((value: Value) => Wording | undefined)
}

/** An action that runs once at a time. */
export interface DeskAction<Input = void> {
  readonly isPending: boolean
  /** Shows beside the button that the action is pending, or why it was not done and what to do. */
  readonly outcome: ReactNode
  /** Sends the request, unless one is still pending. */
  readonly run: (input: Input) => void
}

/**
 * Runs an action that may fail. What it returned is handed to `onDone` and stored nowhere: it may be a code, or what a
 * parent wrote about safety.
 */
export function useAction<Input = void, Value = unknown>({
  submit,
  makesStale = [],
  onDone,
  announces,
}: ActionOptions<Input, Value>): DeskAction<Input> {
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  // Known at once; that it is pending is shown a moment later.
  const isRunning = useRef(false)
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: submit,
    onSuccess: async (value) => {
      await Promise.all(makesStale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
      onDone?.(value)
      const announcement = typeof announces === 'function' ? announces(value) : announces
      if (announcement) announce(announcement)
    },
    onSettled: () => {
      isRunning.current = false
    },
  })
  return {
    isPending,
    outcome: <ActionOutcome isPending={isPending} error={error} />,
    run: (input) => {
      if (isRunning.current) return
      isRunning.current = true
      mutate(input, { onSuccess: reset })
    },
  }
}

/** On the page before there is anything to say, so that a screen reader notices when there is. */
function ActionOutcome({ isPending, error }: { isPending: boolean; error: ApiError | null }) {
  const language = useLanguage()
  const text = useWording()
  const failure = error && findFailureWording(error.failure)
  return (
    <div role="status" className="outcome">
      {isPending && <p>{text(controlWording.oneMoment)}</p>}
      {failure && (
        <p className="outcome__failed">
          {text(failure.nextAfterAction)}{' '}
          <a href={failure.linkAfterAction.to(language)}>{text(failure.linkAfterAction.label)}</a>
        </p>
      )}
    </div>
  )
}
