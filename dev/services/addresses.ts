const BARE_ADDRESS_PATTERN = /^[^\s@<>()[\]\\,;:"]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i
const NAMED_ADDRESS_PATTERN = /^[^<>\r\n]*<([^<>]+)>$/
const ASCII_PATTERN = /^[\x20-\x7e]+$/

/** The bare address in `email@example.com` or `Name <email@example.com>`; undefined when it is neither. */
export function parseBareAddress(written: string): string | undefined {
  const address = NAMED_ADDRESS_PATTERN.exec(written.trim())?.[1] ?? written.trim()
  return BARE_ADDRESS_PATTERN.test(address) && ASCII_PATTERN.test(address) ? address : undefined
}
