/**
 * Signs the audit record under a key that stays with the caller, because nothing in this folder knows a secret.
 * Whoever writes the database without the key can alter rows, but cannot sign them again.
 */
export interface AuditSigner {
  /** The id of the key that signs. A row names it, so that keys can be rotated. */
  readonly keyId: string
  /** Gives the keyed hash of a text. */
  readonly sign: (text: string) => Promise<string>
  /** Whether a keyed hash is that of a text, under a key that the practice still has. */
  readonly verify: (keyId: string, text: string, signature: string) => Promise<boolean>
}
