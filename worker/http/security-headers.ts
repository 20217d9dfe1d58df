/** Builds the content security policy. `styleHashes` are those of the built pages' own styles, in base64. */
const buildContentSecurityPolicy = (styleHashes: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styleHashes.map((hash) => `'sha256-${hash}'`)].join(' '),
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The security headers. The worker sets them on every response; a built page keeps the policy it was built with. */
export const securityHeaderValues: Readonly<Record<string, string>> = {
  'Content-Security-Policy': buildContentSecurityPolicy(),
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

/** Lets a page load scripts and frames of another origin too. */
export const allowOriginInPolicy = (policy: string, origin: string): string =>
  `${policy.replace("script-src 'self'", `$& ${origin}`)}; frame-src ${origin}`

/** Builds the headers of static files, built pages included. */
export const buildAssetHeaders = (styleHashes: readonly string[]): Readonly<Record<string, string>> => ({
  ...securityHeaderValues,
  'Content-Security-Policy': buildContentSecurityPolicy(styleHashes),
})

/** Renders `dist/_headers`, which the platform reads. */
export const renderAssetHeadersFile = (styleHashes: readonly string[]): string =>
  [
    '/*',
    ...Object.entries(buildAssetHeaders(styleHashes)).map(([name, value]) => `  ${name}: ${value}`),
    '/_astro/*',
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
  ].join('\n')
