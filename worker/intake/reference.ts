/** A file's reference as people say it on the phone: 40 random bits, `K7Q4-9MX2`. Not a secret, and opens nothing. */
export function newReference(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => CROCKFORD[byte % 32])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** As typed or read out: small letters, no hyphen, O for 0, I or L for 1 (Crockford's base32 decodes them so). */
export function tidyReference(typed: string): string {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
