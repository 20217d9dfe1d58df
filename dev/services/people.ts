/** Somebody who can be chosen at sign-in; the note says in a few words what to expect of them. */
export type SignInPerson = { name: string; email: string; note: string }

export const STRANGER_AT_SIGN_IN: SignInPerson = {
  name: 'Somebody who is not a coordinator',
  email: 'stranger@example.com',
  note: 'Signs in, and the desk must turn them away.',
}

/** The desk's sign-in page, as a team domain addresses it: the portal's host, then the audience tag. */
export function buildSignInPath({
  portalOrigin,
  audience,
}: {
  portalOrigin: string
  audience: string
}): string {
  const query = new URLSearchParams({ kid: audience, redirect_url: '/desk/' })
  return `/cdn-cgi/access/login/${new URL(portalOrigin).host}?${query}`
}
