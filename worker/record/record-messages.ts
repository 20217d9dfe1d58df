import { composePrintedLetter } from '../../content/mail/printed-letter.ts'
import type { Environment } from '../environment.ts'
import { createMessagesToAdministrators } from '../mail/coordinator-messages.ts'

/** Creates the message to each administrator about a file whose record was altered. */
export const createBrokenRecordMessages = (env: Environment, reference: string, now: number) =>
  createMessagesToAdministrators(env, 'record-broken', now, (letters, language) =>
    composePrintedLetter(letters.brokenRecord[language], { reference, portalOrigin: env.portalOrigin }),
  )

/** Creates the message to each administrator with the line that anchors the record. */
export const createAnchorMessages = (
  env: Environment,
  line: string,
  { brokenFiles }: { readonly brokenFiles: number },
  now: number,
) =>
  createMessagesToAdministrators(env, 'record-anchor', now, (letters, language) =>
    composePrintedLetter(letters.anchor[brokenFiles === 0 ? 'whole' : 'altered'][language], {
      line,
      brokenFiles,
      portalOrigin: env.portalOrigin,
    }),
  )
