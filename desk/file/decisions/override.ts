import type { InferRequestType } from 'hono/client'
import type { fileClient } from '../../client/api-client.ts'
import type { ApiFailure } from '../../client/api-failure.ts'

/** What speaks against a decision, as the worker names it. */
export type OverrideNeeded = Extract<ApiFailure, { code: 'override_needed' }>

/** What a decision overrides knowingly, and why. */
export type Override = Pick<
  InferRequestType<typeof fileClient.assignment.$post>['json'],
  'overrides' | 'reason'
>

/** Picks what has to be overridden first from the failure of a decision; undefined when it failed for another reason. */
export const pickOverrideNeeded = (failure: ApiFailure): OverrideNeeded | undefined =>
  failure.code === 'override_needed' ? failure : undefined
