/**
 * Gives a domain as mail is sent to it, in lower case and ASCII: `québec.example` becomes `xn--qubec-csa.example`.
 * Undefined for what is no name in the public internet: a number, a name without a dot, a name of this network alone.
 */
export function toNetworkDomain(typed: string): string | undefined {
  // The address of a page may have more in it, so nothing but the letters of a name is given to it.
  if (!/^[\p{Letter}\p{Mark}\p{Number}.-]+$/u.test(typed) || !URL.canParse(`https://${typed}/`))
    return undefined
  const { hostname } = new URL(`https://${typed}/`)
  return NETWORK_DOMAIN.test(hostname) && !LOCAL_DOMAIN.test(hostname) ? hostname : undefined
}

/** Labels of letters, digits and hyphens, the last of which is no number (RFC 1123, 2.1; RFC 3696, 2). */
const NETWORK_DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{0,58}[a-z\d])$/
/** Names that no public name server knows (RFC 6761, RFC 6762). */
const LOCAL_DOMAIN = /\.(?:invalid|local|localhost)$/

/** Gives a domain as people write it: `québec.example` for `xn--qubec-csa.example`. */
export function toReadableDomain(domain: string): string {
  try {
    const labels = domain.split('.')
    const readable = labels
      .map((label) => (label.startsWith('xn--') ? decodePunycode(label.slice(4)) : label))
      .join('.')
    return toNetworkDomain(readable) === domain ? readable : domain
  } catch {
    // It is no code point.
    return domain
  }
}

/** Decodes Punycode (RFC 3492, 6.2), which has been encoded by `URL`. */
function decodePunycode(encoded: string): string {
  const end = encoded.lastIndexOf('-')
  const decoded = [...encoded.slice(0, Math.max(end, 0))]
  let [codePoint, bias, position, at] = [128, 72, 0, end + 1]
  while (at < encoded.length) {
    const before = position
    for (let weight = 1, k = 36; ; k += 36) {
      const letter = encoded.charCodeAt(at)
      const digit = letter < 58 ? letter - 22 : letter - 97
      const threshold = Math.min(Math.max(k - bias, 1), 26)
      at += 1
      position += digit * weight
      if (digit < threshold || at >= encoded.length) break
      weight *= 36 - threshold
    }
    bias = adaptBias(position - before, decoded.length + 1, before === 0)
    codePoint += Math.floor(position / (decoded.length + 1))
    position %= decoded.length + 1
    decoded.splice(position, 0, String.fromCodePoint(codePoint))
    position += 1
  }
  return decoded.join('')
}

/** RFC 3492, 6.1. */
function adaptBias(difference: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(difference / (isFirst ? 700 : 2))
  delta += Math.floor(delta / length)
  let k = 0
  for (; delta > 455; k += 36) delta = Math.floor(delta / 35)
  return k + Math.floor((36 * delta) / (delta + 38))
}
