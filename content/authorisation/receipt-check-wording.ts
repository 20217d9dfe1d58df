import type { Wording } from '../../forms/language.ts'

export const receiptCheckPageWording = {
  title: { en: 'Check a receipt', fr: 'Vérifier un reçu' },
  lead: {
    en: 'Choose the file of the receipt, or paste its whole text. We’ll compare it with those we issued and keep nothing of it.',
    fr: 'Choisissez le fichier du reçu, ou collez tout son texte. Nous le comparerons à ceux que nous avons délivrés, sans rien en garder.',
  },
  file: { en: 'File of the receipt', fr: 'Fichier du reçu' },
  fileHint: {
    en: 'The text file that the parent downloaded, not a PDF or a picture.',
    fr: 'Le fichier texte que le parent a téléchargé, et non un PDF ou une image.',
  },
  chooseFile: { en: 'Choose a file', fr: 'Choisir un fichier' },
  noFile: { en: 'No file chosen', fr: 'Aucun fichier choisi' },
  text: { en: 'Or the text of the receipt', fr: 'Ou le texte du reçu' },
  hint: {
    en: 'All of it, from its first line to “End of the receipt”. Where lines break doesn’t matter. Every letter and number does.',
    fr: 'En entier, de la première ligne à « Fin du reçu ». Les retours à la ligne ne comptent pas. Chaque lettre et chaque chiffre compte.',
  },
  button: { en: 'Check it', fr: 'Vérifier' },
  genuine: {
    title: { en: 'We issued this receipt', fr: 'Nous avons délivré ce reçu' },
    lines: [
      {
        en: 'This practice issued exactly this text.',
        fr: 'Le cabinet a délivré exactement ce texte.',
      },
      {
        en: 'It doesn’t say whether the authorisation is still in force: it may have ended or been stopped since.',
        fr: 'Cela ne dit pas si l’autorisation est toujours en vigueur : elle a pu prendre fin depuis, d’elle-même ou parce que le parent l’a voulu.',
      },
    ],
  },
  unknown: {
    title: { en: 'We don’t know this text', fr: 'Nous ne connaissons pas ce texte' },
    lines: [
      {
        en: 'This practice issued no receipt with exactly this text. A letter may be missing, or something a printer adds may have come along, such as a page number.',
        fr: 'Le cabinet n’a délivré aucun reçu portant exactement ce texte. Il manque peut-être une lettre, ou la copie contient un ajout de l’imprimante, par exemple un numéro de page.',
      },
      {
        en: 'It doesn’t mean that someone changed it. Copy it again, or call us.',
        fr: 'Cela ne veut pas dire que quelqu’un l’a modifié. Copiez-le de nouveau, ou appelez-nous.',
      },
    ],
  },
} as const

/** What keeps a receipt from being checked. */
export const receiptCheckProblemWording = {
  unreadable: {
    en: 'We couldn’t read this as text. Choose the text file that the parent downloaded, or paste its text',
    fr: 'Nous n’avons pas pu lire ce texte. Choisissez le fichier texte que le parent a téléchargé, ou collez son texte',
  },
  missing: {
    en: 'Choose the file of the receipt or paste its text, then check it',
    fr: 'Choisissez le fichier du reçu ou collez son texte, puis vérifiez-le',
  },
  tooManyUnknown: {
    en: 'Many texts that we don’t know were checked from this connection within an hour. A receipt of ours is still recognised. If you have one, paste all of it, or call us.',
    fr: 'Beaucoup de textes que nous ne connaissons pas ont été vérifiés depuis cette connexion en une heure. Un reçu de notre part est toujours reconnu. Si vous en avez un, collez-le en entier, ou appelez-nous.',
  },
} as const satisfies Record<string, Wording>
