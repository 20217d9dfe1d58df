import { deriveResumeKey } from '../privacy/code.ts'
import type { PurposeKeys } from '../privacy/key-ring.ts'
import { type SealContext, sealWithKey, unsealWithKeyLookup } from '../privacy/seal.ts'
import type { CookieDraft } from './draft-cookie.ts'

/** Seals a draft's token for a resume code. It takes both the code and a key of the ring to unseal it. */
export const sealResumeToken = async (
  [newest]: PurposeKeys,
  code: string,
  { id, token }: Pick<CookieDraft, 'id' | 'token'>,
): Promise<string> => sealWithKey(await deriveResumeKey(newest, code), buildResumeTokenSealContext(id), token)

/** Unseals the token of the draft with this id. */
export async function unsealResumeToken(
  keys: PurposeKeys,
  code: string,
  { id, sealedResumeToken }: { readonly id: string; readonly sealedResumeToken: string },
): Promise<string> {
  const keyWithKid = (kid: string | undefined) => {
    const ringKey = keys.find((key) => key.kid === kid)
    return ringKey && deriveResumeKey(ringKey, code)
  }
  return (await unsealWithKeyLookup(keyWithKid, buildResumeTokenSealContext(id), sealedResumeToken)) as string
}

const buildResumeTokenSealContext = (draftId: string): SealContext => `drafts.sealed_resume_token:${draftId}`
