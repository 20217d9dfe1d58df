import { readFileSync } from 'node:fs'
import { buildWording, type Wording } from '../forms/language.ts'

/** Whether wrangler.toml has a public key of Turnstile. */
export const isTurnstileOn = (settings: string): boolean => /^TURNSTILE_SITE_KEY = "[^"]+"$/m.test(settings)

/** What a page says about what the browser loads from other companies, so that it is true with Turnstile and without. */
export const describeOtherCompanies = (settings: string): Wording => {
  const isOn = isTurnstileOn(settings)
  return buildWording((language) => otherCompaniesWording[isOn ? 'turnstile' : 'none'][language])
}

const otherCompaniesWording = {
  none: {
    en: 'your browser loads nothing from other companies’ sites',
    fr: 'votre navigateur ne charge rien des sites d’autres entreprises',
  },
  turnstile: {
    en: 'your browser loads something from another company on one page only: where you send the form, Cloudflare’s Turnstile checks that a person sends it. Cloudflare then sees your internet address and how your browser behaves, and nothing that you typed. Without JavaScript nothing is loaded, and you can send the form all the same',
    fr: 'votre navigateur ne charge quelque chose d’une autre entreprise que sur une page : là où vous envoyez la demande, Turnstile, de Cloudflare, vérifie qu’une personne l’envoie. Cloudflare voit alors votre adresse Internet et la façon dont votre navigateur se comporte, et rien de ce que vous avez écrit. Sans JavaScript, rien n’est chargé, et vous pouvez envoyer la demande tout de même',
  },
} as const satisfies Record<string, Wording>

/** The same, for the portal as it is deployed. */
export const otherCompaniesSentencePart = describeOtherCompanies(readFileSync('wrangler.toml', 'utf8'))
