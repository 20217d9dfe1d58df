// In the sources every wording stands where it is declared. dev/build-worker.ts moves some of them into a file of the site,
// and takes the module that the site’s build wrote of them, `dist/declared-wordings.js`, in place of this file.

/** How many wordings the worker loads, and the SHA-256 of their file, in hexadecimal. */
export const declaredWordings: { readonly count: number; readonly hash: string } = { count: 0, hash: '' }
