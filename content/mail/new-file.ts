import { howYouCome } from '../forms/intake/how-you-come.ts'
import type { Language } from '../language.ts'
import { pathIn } from '../language.ts'

/** What the mail about a new file may know: no name, no answer but the route, nothing a stranger could use. */
export interface NewFile {
  readonly reference: string
  readonly route: 'consent' | 'court-order' | 'one-parent'
  /** Whether its reader leads it, or an administrator is told that it waits for room or that nobody fits. */
  readonly state: 'assigned' | 'waiting' | 'unassigned'
  /** `https://…`, no slash at the end. */
  readonly portalOrigin: string
}

/** To the coordinator who leads a new file. */
export function newFileMail(
  file: NewFile,
  language: Language,
): { subject: string; text: string; html: string } {
  const desk = `${file.portalOrigin}${pathIn(language, `/desk/files/${file.reference}/`)}`
  const route = howYouCome.questions.route.options[file.route][language]
  const { subject, lines, open } = wording(file, route)[language]
  return {
    subject,
    text: [...lines, `${open}\n${desk}`].join('\n\n'),
    html: [...lines.map((line) => `<p>${line}</p>`), `<p><a href="${desk}">${open}</a></p>`].join('\n'),
  }
}

const wording = ({ reference, state }: NewFile, route: string) =>
  ({
    en: {
      subject: `New file ${reference}`,
      lines: [
        {
          assigned: `A new intake is yours: ${reference}.`,
          waiting: `A new intake is on the waiting list: ${reference}. Assign it when somebody has room.`,
          unassigned: `A new intake fits nobody yet: ${reference}. Please assign it.`,
        }[state],
        `How it starts: ${route}.`,
        'Read the contact rules first, before any call or message.',
      ],
      open: 'Open it at the desk',
    },
    fr: {
      subject: `Nouveau dossier ${reference}`,
      lines: [
        {
          assigned: `Une nouvelle demande vous est confiée : ${reference}.`,
          waiting: `Une nouvelle demande est sur la liste d’attente : ${reference}. Attribuez-la dès que quelqu’un aura de la place.`,
          unassigned: `Une nouvelle demande n’a encore personne pour la prendre : ${reference}. Veuillez l’attribuer.`,
        }[state],
        `Point de départ : ${route}.`,
        'Lisez d’abord les règles de contact, avant tout appel ou message.',
      ],
      open: 'L’ouvrir au bureau',
    },
  }) satisfies Record<Language, object>
