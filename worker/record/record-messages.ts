import { composeAnchorMessage, composeBrokenRecordMessage } from '../../content/mail/record-messages.ts'
import type { Environment } from '../environment.ts'
import { createMessagesToAdministrators } from '../mail/coordinator-messages.ts'

/** Creates the message to each administrator about a file whose record was altered. */
export const createBrokenRecordMessages = (env: Environment, reference: string, now: number) =>
  createMessagesToAdministrators(env, 'record-broken', now, (language) =>
    composeBrokenRecordMessage({ reference, portalOrigin: env.portalOrigin }, language),
  )

/** Creates the message to each administrator with the line that anchors the record. */
export const createAnchorMessages = (
  env: Environment,
  line: string,
  { brokenFiles }: { readonly brokenFiles: number },
  now: number,
) =>
  createMessagesToAdministrators(env, 'record-anchor', now, (language) =>
    composeAnchorMessage({ line, brokenFiles, portalOrigin: env.portalOrigin }, language),
  )
