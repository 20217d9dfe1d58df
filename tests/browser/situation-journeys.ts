import { comeByCourtOrder } from './court-order-journey.ts'
import { tellOfFourChildren } from './four-children-journey.ts'
import { goFromHomeToSessionByKeyboard } from './french-keyboard-journey.ts'
import { reachWhoIsFrightened } from './frightened-journey.ts'
import type { Journey } from './journey.ts'

/** Situations in which a parent comes. The parent who was called and the couple have files of their own. */
export const situationJourneys: readonly Journey[] = [
  {
    title:
      'frightened, phone, shared e-mail: is heard in a few pages, promised no unsafe contact, and leaves no trace',
    quickLanguage: 'en',
    take: reachWhoIsFrightened,
  },
  {
    title: 'court order, no JavaScript: reaches the coordinator it names, and waits for an order in doubt',
    quickLanguage: 'en',
    take: comeByCourtOrder,
  },
  {
    title: 'French, keyboard: from the home page to a first session without a mouse',
    quickLanguage: 'fr',
    take: goFromHomeToSessionByKeyboard,
  },
  {
    title: 'four children, one expected: each has a page, and all are at the desk',
    quickLanguage: 'fr',
    take: tellOfFourChildren,
  },
]
