/** Turns one chunk of a stream into another. The last one of a stream is told apart. */
export type TransformChunk = (chunk: Bytes, isLast: boolean) => Promise<Bytes>

/** Bytes as the platform encrypts and hashes them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** How many chunks wait to be read while the next one is made: a bucket takes some while others are sealed. */
const CHUNKS_AHEAD = 8

/**
 * Cuts a stream into chunks of one size, whatever pieces it comes in, and transforms one after the other. The last may be
 * shorter; it is empty only if the stream is. Holds one chunk, and a few that wait to be read.
 */
export function createChunkStream(
  chunkBytes: number,
  transformChunk: TransformChunk,
): TransformStream<Uint8Array, Bytes> {
  const chunk = new Uint8Array(chunkBytes)
  let filled = 0
  const transformer: Transformer<Uint8Array, Bytes> = {
    async transform(piece, controller) {
      let rest = piece
      while (rest.length > 0) {
        // More follows, so a full chunk is not the last.
        if (filled === chunkBytes) {
          controller.enqueue(await transformChunk(chunk, false))
          filled = 0
        }
        const taken = rest.subarray(0, chunkBytes - filled)
        chunk.set(taken, filled)
        filled += taken.length
        rest = rest.subarray(taken.length)
      }
    },
    async flush(controller) {
      controller.enqueue(await transformChunk(chunk.subarray(0, filled), true))
    },
  }
  return new TransformStream(transformer, undefined, { highWaterMark: CHUNKS_AHEAD })
}
