/** The cache key of the list of files, for what changes it elsewhere. */
export const fileListQueryKey = ['files'] as const
