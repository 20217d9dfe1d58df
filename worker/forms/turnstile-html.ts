import { escapeHtml } from '../../content/escape-html.ts'
import type { Language } from '../../forms/language.ts'
import type { TurnstileSettings } from '../environment.ts'

/**
 * Renders Turnstile’s widget and its script. The widget is seen only when a person has to do something, and adds its
 * token to the form around it (developers.cloudflare.com/turnstile/get-started/client-side-rendering).
 */
export const renderTurnstileHtml = (
  { siteKey, origin }: TurnstileSettings,
  action: string,
  language: Language,
): string => `<div class="cf-turnstile" data-sitekey="${escapeHtml(siteKey)}" data-action="${action}"
  data-language="${language}" data-appearance="interaction-only" data-size="flexible"></div>
  <script src="${escapeHtml(origin)}/turnstile/v0/api.js" async defer></script>`
