// The names under which what was typed in these forms is stored (desk/ui/use-text-draft.ts).

export const NEW_CONTACT_FORM = 'contact'
export const NEW_NOTE_FORM = 'note'
