import type { ContactHoldState } from '../../content/authorisation/contact-hold-states.ts'
import type { Wording } from '../../forms/language.ts'

/** Where the contact holds of a file stand, in the one sentence that stands wherever the file does. */
export const contactHoldStateWording: Record<ContactHoldState, Wording> = {
  'order-forbids': {
    en: 'An order forbids contact: nobody calls or writes to the other parent',
    fr: 'Une ordonnance interdit les contacts : personne n’appelle l’autre parent ni ne lui écrit',
  },
  'on-hold': {
    en: 'Contact is on hold: an order has to be read',
    fr: 'Contacts suspendus : il faut lire une ordonnance',
  },
  'related-on-hold': {
    en: 'Contact is on hold: an order in a related file has to be read',
    fr: 'Contacts suspendus : il faut lire une ordonnance signalée dans un dossier lié',
  },
}
