import { escapeHtml } from '../../content/escape-html.ts'

/** Stands in a logo that this command drew, which it may draw again; any other one is the practice's own. */
export const DRAWN_LOGO_MARK = 'Drawn by npm run practice:new'

/** Draws a first logo: the initials of the practice in its colours. */
export function drawLogo(name: string, { ground, text }: { ground: string; text: string }): string {
  const initials = name
    .split(/\s+/)
    .flatMap((part) => /\p{L}/u.exec(part)?.[0].toUpperCase() ?? [])
    .slice(0, 2)
    .join('')
  return [
    `<!-- ${DRAWN_LOGO_MARK}. Replace this file by your own logo. -->`,
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">',
    `<rect width="40" height="40" rx="9" fill="${ground}"/>`,
    `<text x="20" y="27" text-anchor="middle" font-family="Georgia, serif" font-size="18" fill="${text}">${escapeHtml(initials)}</text>`,
    '</svg>',
    '',
  ].join('\n')
}
