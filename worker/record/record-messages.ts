import { composeAnchorMessage, composeBrokenRecordMessage } from '../../content/mail/record-messages.ts'
import { practice } from '../../content/practice.ts'
import { defaultLanguage } from '../../forms/language.ts'
import type { Environment } from '../environment.ts'
import { administrators } from '../mail/coordinator-messages.ts'
import { createOutboxRow } from '../mail/message.ts'

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

const createMessagesToAdministrators = (
  { keys }: Environment,
  kind: 'record-broken' | 'record-anchor',
  now: number,
  compose: (language: typeof defaultLanguage) => ReturnType<typeof composeAnchorMessage>,
) =>
  Promise.all(
    administrators.map(({ email, languages: [language = defaultLanguage] }) =>
      createOutboxRow(
        keys,
        { fileId: null, kind, dependsOn: {} },
        { from: practice.mailFrom, to: email, ...compose(language) },
        now,
      ),
    ),
  )
