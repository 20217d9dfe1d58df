import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Wording } from '../../forms/language.ts'
import type { ApiError, ApiFailure } from '../client/api-failure.ts'
import { getFailureWording } from '../client/failure-wording.ts'
import { reloadStaleQueries } from '../client/reload-stale-queries.ts'
import { useAnnounce, useOutdatedPageStatusId } from './announcer.tsx'
import { useLanguage, useWordingText } from './language.tsx'
import { controlWording } from './wording.ts'

interface ActionOptions<Input, Value> {
  readonly submit: (input: Input) => Promise<Value>
  /** The keys of the queries that the action changes. Those that the page shows are loaded again. */
  readonly makesStale?: readonly QueryKey[]
  /**
   * Receives what the worker returned at once, before anything is loaded again. For what cannot be asked for later, such
   * as a code.
   */
  readonly onReturned?: (value: Value) => void
  /** Receives the reason why the worker refused, for a page that asks more before the action is tried again. */
  readonly onRefused?: (failure: ApiFailure) => void
  /** Explains a refusal in words of the form, where the general ones would lead away from what was entered. */
  readonly explainRefusal?: (failure: ApiFailure) => Wording | undefined
  /** Runs when the action is done and the page shows its result. */
  readonly onDone?: ((value: Value) => void) | undefined
  /** The message at the top of the page after the action. */
  readonly announces?: Wording | ((value: Value) => Wording | undefined)
  /**
   * Undoes what was sent. The announcement offers it. Only for what tells nobody and grants nothing, and for a request that
   * records an event of its own (decision 145).
   */
  readonly undo?: (input: Input) => Promise<unknown>
}

/** An action that runs at most once at a time. */
export interface DeskAction<Input = void> {
  readonly isPending: boolean
  /** Shows beside the button that the action is pending, or why it failed and what to do. */
  readonly outcome: ReactNode
  /** Sends the request, unless one is still pending or the page is outdated. */
  readonly run: (input: Input) => void
  /**
   * Forgets why it failed, because something else would be sent now; one that still runs stays as it is. What is typed or
   * chosen in its form does so by itself.
   */
  readonly forgetRefusal: () => void
}

/**
 * Runs an action that may fail. Hands its result to `onReturned` and `onDone` and stores it nowhere, because it may be
 * a code or what a parent wrote about safety.
 */
export function useAction<Input = void, Value = unknown>({
  submit,
  makesStale = [],
  onReturned,
  onRefused,
  explainRefusal,
  onDone,
  announces,
  undo,
}: ActionOptions<Input, Value>): DeskAction<Input> {
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const outdatedBy = useOutdatedPageStatusId()
  // Changes at once, while React shows `isPending` a moment later.
  const isRunning = useRef(false)
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: submit,
    onSuccess: async (value, input) => {
      onReturned?.(value)
      const isReloaded = await reloadStaleQueries(queryClient, makesStale)
      onDone?.(value)
      const announcement = typeof announces === 'function' ? announces(value) : announces
      const offered = undo && { submit: () => undo(input), makesStale }
      if (announcement || !isReloaded) announce(announcement, !isReloaded, offered)
    },
    onError: ({ failure }) => {
      onRefused?.(failure)
      // The page shows the request that waits for a second person, or why it was refused.
      if (failure.code === 'approval_requested' || explainRefusal?.(failure))
        void reloadStaleQueries(queryClient, makesStale)
    },
    onSettled: () => {
      isRunning.current = false
    },
  })
  return {
    isPending,
    outcome: (
      <ActionOutcome
        isPending={isPending}
        error={error}
        explanation={error ? explainRefusal?.(error.failure) : undefined}
        onChanged={reset}
      />
    ),
    run: (input) => {
      if (isRunning.current || outdatedBy) return
      isRunning.current = true
      mutate(input, { onSuccess: reset })
    },
    forgetRefusal: () => {
      if (!isRunning.current) reset()
    },
  }
}

interface ActionOutcomeProps {
  readonly isPending: boolean
  readonly error: ApiError | null
  readonly explanation: Wording | undefined
  /** Runs when something of the form was changed after the action failed. */
  readonly onChanged: () => void
}

/** A reason, answers to mend, or an unusual time are asked about beside, by whoever handles `onRefused`. */
const codesAskedBeside: ReadonlySet<ApiFailure['code']> = new Set([
  'override_needed',
  'answers_to_mend',
  'unusual_time',
])

/**
 * The element is on the page while it is empty, so that a screen reader notices when text appears. Why something was refused
 * goes once the form says something else: it may no longer be so.
 */
function ActionOutcome({ isPending, error, explanation, onChanged }: ActionOutcomeProps) {
  const language = useLanguage()
  const text = useWordingText()
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const form = error && outcome.current?.closest('form')
    form?.addEventListener('input', onChanged)
    return () => form?.removeEventListener('input', onChanged)
  }, [error, onChanged])
  const isAskedFor = error && codesAskedBeside.has(error.failure.code)
  const failure = error && !isAskedFor && getFailureWording(error.failure)
  return (
    <div ref={outcome} role="status" className="outcome">
      {isPending && <p>{text(controlWording.oneMoment)}</p>}
      {explanation && <p className="outcome__failed">{text(explanation)}</p>}
      {failure && !explanation && (
        <p className="outcome__failed">
          {text(failure.nextAfterAction)}{' '}
          <a href={failure.linkAfterAction.to(language)}>{text(failure.linkAfterAction.label)}</a>
        </p>
      )}
    </div>
  )
}
