import { useQuery } from '@tanstack/react-query'
import type { Wording } from '../../forms/language.ts'
import { showPage, useCurrentRoute } from '../client/current-route.ts'
import { setDiscreetScreen, useDiscreetScreen } from '../client/discreet-screen.ts'
import { useOfferedActions } from '../client/offered-actions.ts'
import { getRailLinks } from '../client/rail-links.ts'
import { type FilePageName, filePageNames, getCallSheetPath, getFilePagePath } from '../client/routes.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { setSingleKeys, useSingleKeys } from '../client/single-keys.ts'
import { fileTabWording, shellWording } from '../client/wording.ts'
import { commandMenuWording } from './wording.ts'

/** A line of the menu, under a title. */
export interface Command {
  readonly id: string
  readonly group: Wording
  readonly label: Wording
  readonly run: () => void
}

/** Lists what can be done now: in the open file first, then the desk’s pages, and the switches of this device. */
export function useCommands(): readonly Command[] {
  const { language, reference } = useCurrentRoute()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const actions = useOfferedActions()
  const [isDiscreet, hasSingleKeys] = [useDiscreetScreen(), useSingleKeys()]
  const { file, pages, device } = commandMenuWording
  const buildTab = (page: FilePageName): Command => ({
    ...{ id: page, group: file, label: fileTabWording[page] },
    run: () => showPage(getFilePagePath(language, reference ?? '', page)),
  })
  return [
    ...actions.map((action) => ({ ...action, group: file })),
    ...(reference === undefined
      ? []
      : [
          ...filePageNames.map(buildTab),
          {
            ...{ id: 'call', group: file, label: shellWording.callSheet },
            run: () => location.assign(getCallSheetPath(language, reference)),
          },
        ]),
    ...getRailLinks(me.data).map(({ icon, label, to }) => ({
      ...{ id: `to ${icon}`, group: pages, label },
      run: () => location.assign(to(language)),
    })),
    { id: 'print', group: device, label: commandMenuWording.print, run: () => print() },
    {
      ...{ id: 'names', group: device },
      label: isDiscreet ? commandMenuWording.showNames : commandMenuWording.hideNames,
      run: () => setDiscreetScreen(!isDiscreet),
    },
    {
      ...{ id: 'keys', group: device },
      label: hasSingleKeys ? commandMenuWording.singleKeysOff : commandMenuWording.singleKeysOn,
      run: () => setSingleKeys(!hasSingleKeys),
    },
  ]
}

/** Whether a text has every word of a query, whatever its accents and capitals. */
export function hasEveryWord(text: string, query: string): boolean {
  const plain = toPlainText(text)
  return toPlainText(query)
    .split(/\s+/)
    .every((word) => plain.includes(word))
}

const toPlainText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
