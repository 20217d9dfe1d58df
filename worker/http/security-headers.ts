/**
 * The security headers. The worker sets them on every response, and the build writes them into `dist/_headers` for
 * static pages; a test compares both with this list.
 */
export const securityHeaderValues: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  // `no-referrer` would make browsers send `Origin: null` with forms. This value keeps Origin and tells other sites
  // nothing.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

/**
 * Headers for the worker's responses, which are personal: no cache may store them, not even a browser's for its
 * history.
 */
export const workerHeaderValues: Readonly<Record<string, string>> = {
  ...securityHeaderValues,
  'Cache-Control': 'no-store',
}

export const renderAssetHeadersFile = (): string =>
  [
    '/*',
    ...Object.entries(securityHeaderValues).map(([name, value]) => `  ${name}: ${value}`),
    '/_astro/*',
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
  ].join('\n')
