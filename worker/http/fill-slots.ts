import type { PageSlots, PageWithSlots } from '../../content/page-slots.ts'
import { setAttributeText } from './set-attribute-text.ts'

/** What a slot of each kind is given; what is hidden as built stays hidden when it is given nothing. */
interface SlotValueByKind {
  readonly text: string | undefined
  readonly shown: boolean
  /** Only what an `…-html.ts` of the worker's made, out of escaped parts. */
  readonly html: { readonly html: string } | undefined
  readonly link: { readonly href: string } | undefined
  /** A text for each section of a form by its slug, in the slots `status-<slug>`. */
  readonly sections: { readonly bySection: Readonly<Record<string, string>> }
}
type ValuedKind = keyof SlotValueByKind
export type SlotValue = SlotValueByKind[ValuedKind]

/** A value for every slot of a page: leaving one out does not compile, and neither does one the page has not. */
export type SlotValues<Page extends PageWithSlots> = {
  readonly [Slot in keyof PageSlots[Page] as PageSlots[Page][Slot] extends ValuedKind
    ? Slot
    : never]: SlotValueByKind[PageSlots[Page][Slot] & ValuedKind]
}

/** Puts each value into its slot and shows it. All but `html` is text, and is escaped here. */
export function fillSlots(rewriter: HTMLRewriter, slots: Readonly<Record<string, SlotValue>>): void {
  for (const [slot, value] of Object.entries(slots).flatMap(eachSlot)) {
    if (value === undefined || value === false) continue
    rewriter.on(`[data-slot="${slot}"]`, {
      element: (element) => {
        element.removeAttribute('hidden')
        if (typeof value === 'string') element.setInnerContent(value)
        else if (value !== true && 'html' in value) element.setInnerContent(value.html, { html: true })
        else if (value !== true) setAttributeText(element, 'href', value.href)
      },
    })
  }
}

type OneSlotValue = Exclude<SlotValue, SlotValueByKind['sections']>

/** A slot with its value, and of one there is for each section every one of them. */
const eachSlot = ([slot, value]: [string, SlotValue]): [string, OneSlotValue][] =>
  typeof value === 'object' && 'bySection' in value
    ? Object.entries(value.bySection).map(([slug, text]) => [`${slot}-${slug}`, text])
    : [[slot, value]]
