import type { Wording } from '../../forms/language.ts'

export const commandMenuWording = {
  open: { en: 'Commands', fr: 'Commandes' },
  label: { en: 'Command or file', fr: 'Commande ou dossier' },
  hint: {
    en: 'Type, choose with the arrows, then Enter. Escape closes.',
    fr: 'Écrivez, choisissez avec les flèches, puis Entrée. Échap ferme.',
  },
  notLoaded: {
    en: 'The commands couldn’t be loaded. The rest of the page works. Check your connection, then load the page again.',
    fr: 'Les commandes n’ont pas pu être chargées. Le reste de la page fonctionne. Vérifiez votre connexion, puis rechargez la page.',
  },
  list: { en: 'Commands', fr: 'Commandes' },
  file: { en: 'This file', fr: 'Ce dossier' },
  pages: { en: 'Go to', fr: 'Aller à' },
  device: { en: 'This device', fr: 'Cet appareil' },
  found: { en: 'Files', fr: 'Dossiers' },
  print: { en: 'Print this page', fr: 'Imprimer cette page' },
  hideNames: { en: 'Hide names', fr: 'Masquer les noms' },
  showNames: { en: 'Show names', fr: 'Afficher les noms' },
  singleKeysOff: { en: 'Turn off one-key shortcuts', fr: 'Désactiver les raccourcis d’une seule touche' },
  singleKeysOn: { en: 'Turn on one-key shortcuts', fr: 'Activer les raccourcis d’une seule touche' },
} as const satisfies Record<string, Wording>

/** Offers to look for a file. Nothing is sent before it is chosen. */
export const buildFindWording = (query: string): Wording => ({
  en: `Find a file: ${query}`,
  fr: `Trouver un dossier\u00a0: ${query}`,
})
