// Hints, introductions and notes of the forms stand on the built pages, and in the declarations that the site builds.
// dev/build-worker.ts takes this file in place of `forms/show-on-pages.ts`; it then leaves the words out,
// because calls of an empty function do nothing.

export function showOnPages(): void {}
