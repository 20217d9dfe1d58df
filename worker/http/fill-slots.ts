import type { PageSlots, PageWithSlots } from '../../content/page-slots.ts'
import { renderUnbroken } from '../../content/unbroken.ts'
import { setAttributeText } from './set-attribute-text.ts'

/**
 * The value that a slot of each kind takes. A slot that is hidden as built stays hidden when its value is undefined.
 */
interface SlotValueByKind {
  readonly text: string | undefined
  readonly shown: boolean
  /** HTML from a file `…-html.ts` of the worker, built of escaped parts. */
  readonly html: { readonly html: string } | undefined
  readonly link: { readonly href: string } | undefined
  /** A text for each section of a form by its slug, for the slots `status-<slug>`. */
  readonly sections: { readonly bySection: Readonly<Record<string, string>> }
}
type ValuedKind = keyof SlotValueByKind
export type SlotValue = SlotValueByKind[ValuedKind]

/** A value for every slot of a page. A missing slot does not compile, and neither does one that the page lacks. */
export type SlotValues<Page extends PageWithSlots> = {
  readonly [Slot in keyof PageSlots[Page] as PageSlots[Page][Slot] extends ValuedKind
    ? Slot
    : never]: SlotValueByKind[PageSlots[Page][Slot] & ValuedKind]
}

/**
 * Puts each value into its slot and shows the slot. Escapes every value but `html`; what belongs together stays on one line. One handler serves all slots: the
 * runtime compiles each selector anew for every page, and a page has up to fifty slots.
 */
export function fillPageSlots(rewriter: HTMLRewriter, slots: Readonly<Record<string, SlotValue>>): void {
  const valueBySlot = new Map(Object.entries(slots).flatMap(eachSlot))
  if (valueBySlot.size === 0) return
  rewriter.on('[data-slot]', {
    element: (element) => {
      const value = valueBySlot.get(element.getAttribute('data-slot') ?? '')
      if (value === undefined || value === false) return
      element.removeAttribute('hidden')
      if (typeof value === 'string') element.setInnerContent(renderUnbroken(value), { html: true })
      else if (value !== true && 'html' in value) element.setInnerContent(value.html, { html: true })
      else if (value !== true) setAttributeText(element, 'href', value.href)
    },
  })
}

type OneSlotValue = Exclude<SlotValue, SlotValueByKind['sections']>

/** Expands a slot that exists once for each section into those slots, each with its value. */
const eachSlot = ([slot, value]: [string, SlotValue]): [string, OneSlotValue][] =>
  typeof value === 'object' && 'bySection' in value
    ? Object.entries(value.bySection).map(([slug, text]) => [`${slot}-${slug}`, text])
    : [[slot, value]]
