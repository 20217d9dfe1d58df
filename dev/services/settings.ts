export interface ServicesSettings {
  /** 0 takes any free port. */
  readonly port: number
  /** Where the portal is, as in `http://localhost:8787`: sign-in returns there. */
  readonly portalOrigin: string
  /** The audience tag of the desk's Access application. */
  readonly audience: string
  /** The one key that may send mail. */
  readonly resendApiKey: string
  /** Who may be chosen on the sign-in page, beside a stranger. */
  readonly people: readonly SignInPerson[]
  /** Where the signing key is stored, so that sign-ins survive a restart. */
  readonly stateFolder: string
}

/** Somebody who can be chosen at sign-in; the note says in a few words what to expect of them. */
export interface SignInPerson {
  readonly name: string
  readonly email: string
  readonly note: string
}
