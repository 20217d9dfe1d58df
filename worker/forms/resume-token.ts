import { deriveResumeKey } from '../privacy/code.ts'
import { type SealContext, sealWithKey, unsealWithKeyLookup } from '../privacy/seal.ts'
import type { CookieDraft } from './draft-cookie.ts'

/** Seals a draft's token for a resume code. It takes both the code and the portal's secret to unseal it. */
export const sealResumeToken = async (
  draftSecret: Uint8Array<ArrayBuffer>,
  code: string,
  { id, token }: Pick<CookieDraft, 'id' | 'token'>,
): Promise<string> =>
  sealWithKey(await deriveResumeKey(draftSecret, code), buildResumeTokenSealContext(id), token)

/** Unseals the token of the draft with this id. */
export async function unsealResumeToken(
  draftSecret: Uint8Array<ArrayBuffer>,
  code: string,
  { id, sealedResumeToken }: { readonly id: string; readonly sealedResumeToken: string },
): Promise<string> {
  const key = await deriveResumeKey(draftSecret, code)
  return (await unsealWithKeyLookup(() => key, buildResumeTokenSealContext(id), sealedResumeToken)) as string
}

const buildResumeTokenSealContext = (draftId: string): SealContext => `drafts.sealed_resume_token:${draftId}`
