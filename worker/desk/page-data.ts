import { loadOpenFileList } from './files-api.ts'
import type { pickSignedInCoordinatorAndColleagues } from './me-api.ts'
import { loadTodayList } from './today-api.ts'

/** Loads what a page’s list shows. These pages have a built page of their own, which names the list’s script. */
export const listLoaders = { today: loadTodayList, files: loadOpenFileList }

type ListLoaders = typeof listLoaders
export type ListName = keyof ListLoaders

/** What a page of the desk shows first, as the routes of the API answer it, by their names. */
export type PageData = {
  readonly me: ReturnType<typeof pickSignedInCoordinatorAndColleagues>
} & { readonly [List in ListName]?: Awaited<ReturnType<ListLoaders[List]>> }
