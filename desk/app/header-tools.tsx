import { CommandMenu } from '../command-menu/command-menu.tsx'
import { SearchField } from '../search/search-field.tsx'
import { DiscreetSwitch } from './discreet-switch.tsx'

/** What stands at the top of every page: the search, the command menu, and the switch that hides names. */
export const HeaderTools = () => (
  <>
    <SearchField />
    <CommandMenu />
    <DiscreetSwitch />
  </>
)
