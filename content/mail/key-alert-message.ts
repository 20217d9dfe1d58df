import type { Language } from '../../forms/language.ts'
import { practice } from '../practice.ts'
import { type ComposedMessage, composeMessageFromLetter } from './compose-message.ts'

/** Writes to an administrator that keys of the portal are missing or wrong. It names their ids, and holds no key. */
export const composeKeyAlertMessage = (
  { kids, portalOrigin }: { readonly kids: readonly string[]; readonly portalOrigin: string },
  language: Language,
): ComposedMessage =>
  composeMessageFromLetter({
    ...keyAlertWording(kids.join(', '))[language],
    language,
    signed: practice.name,
    link: { href: `${portalOrigin}/healthz`, label: { en: 'Its state', fr: 'Son état' }[language] },
  })

const keyAlertWording = (kids: string) =>
  ({
    en: {
      subject: 'The portal can’t use its keys',
      lines: [
        `Keys of the portal are missing or wrong: ${kids}.`,
        'Until they’re back, parents can’t save or send anything, and no message leaves. Nothing is lost.',
        'Put back the ring from the copy that the practice keeps, as docs/keys.md says. Do not make new keys.',
      ],
    },
    fr: {
      subject: 'Le portail ne peut pas se servir de ses clés',
      lines: [
        `Des clés du portail manquent ou sont fausses : ${kids}.`,
        'Tant qu’elles ne sont pas rétablies, les parents ne peuvent rien enregistrer ni envoyer, et aucun message ne part. Rien n’est perdu.',
        'Rétablissez le trousseau à partir de la copie que garde le cabinet, comme l’explique docs/keys.md. Ne créez pas de nouvelles clés.',
      ],
    },
  }) satisfies Record<Language, object>
