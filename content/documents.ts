/** The most that one document may weigh: 25 MB. A page that a phone photographs has 2 to 6. */
export const MAX_DOCUMENT_BYTES = 25_000_000

/** The most pixels of a picture: each takes four bytes of memory wherever one is shown. Phones photograph pages with 12 to 50 million. */
export const MAX_PICTURE_PIXELS = 90_000_000
