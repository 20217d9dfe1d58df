export interface ServicesSettings {
  /** The port to listen on; 0 takes any free one. */
  readonly port: number
  /** The origin of the portal, such as `http://localhost:8787`. Sign-in returns there. */
  readonly portalOrigin: string
  /** The audience tag of the desk's Access application. */
  readonly audience: string
  /** The only key that may send mail. */
  readonly resendApiKey: string
  /** The secret with which the mail provider signs its webhooks: `whsec_` and Base64. */
  readonly webhookSecret: string
  /** The secret with which the portal verifies Turnstile’s tokens. */
  readonly turnstileSecret: string
  /** The people on the sign-in page, beside a stranger. */
  readonly people: readonly SignInPerson[]
  /** The folder of the signing key, so that sign-ins survive a restart. */
  readonly stateFolder: string
}

/** A person on the sign-in page; the note says in a few words what to expect of them. */
export interface SignInPerson {
  readonly name: string
  readonly email: string
  readonly note: string
}
