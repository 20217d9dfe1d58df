import { buildWording, type Wording } from '../../forms/language.ts'

/** Tells which files were closed, and which of those asked for were not. */
export function buildDismissedWording(closed: readonly string[], left: readonly string[]): Wording {
  const wordings = [
    closed.length > 0 && buildClosedWording(closed),
    left.length > 0 && buildLeftOpenWording(left),
  ].filter((wording) => wording !== false)
  return buildWording((language) => wordings.map((wording) => wording[language]).join(' '))
}

const buildClosedWording = (closed: readonly string[]): Wording =>
  closed.length === 1
    ? {
        en: `${closed[0]} is closed as not genuine.`,
        fr: `Le dossier ${closed[0]} est fermé comme non authentique.`,
      }
    : {
        en: `${closed.length} files are closed as not genuine: ${closed.join(', ')}.`,
        fr: `${closed.length} dossiers sont fermés comme non authentiques : ${closed.join(', ')}.`,
      }

const buildLeftOpenWording = (left: readonly string[]): Wording => ({
  en: `Not closed: ${left.join(', ')}. Someone changed it meanwhile, or it isn’t yours to close.`,
  fr: `Pas fermé : ${left.join(', ')}. Quelqu’un l’a modifié entre-temps, ou il ne vous revient pas de le fermer.`,
})
