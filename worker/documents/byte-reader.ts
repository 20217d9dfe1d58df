import { DocumentRefusedError } from './document-refused.ts'

/** Writes bytes on, and waits until there is room for more. */
export type WriteBytes = (bytes: Uint8Array) => Promise<void>

/** Reads a stream of bytes by lengths, whatever pieces it comes in. Holds a piece, or as much as is asked for at once. */
export class ByteReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #maxBytes: number
  #pending = new Uint8Array() as Uint8Array
  #totalBytes = 0

  /** Refuses a stream of more bytes than a maximum, once it has read as many. */
  constructor(stream: ReadableStream<Uint8Array>, maxBytes: number) {
    this.#reader = stream.getReader()
    this.#maxBytes = maxBytes
  }

  /** Gives as many of the next bytes as are asked for, or those left, and leaves them to be read. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#pending.length < length) {
      const piece = await this.#readPiece()
      if (!piece) break
      const joined = new Uint8Array(this.#pending.length + piece.length)
      joined.set(this.#pending)
      joined.set(piece, this.#pending.length)
      this.#pending = joined
    }
    return this.#pending.subarray(0, length)
  }

  /** Reads as many bytes as are asked for. Refuses a document that has no more of them. */
  async read(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length)
    if (bytes.length < length) throw new DocumentRefusedError('cut_off')
    this.#pending = this.#pending.subarray(length)
    return bytes
  }

  /** Reads some bytes, at most as many as are asked for; undefined at the end. */
  async readSome(maxLength = Number.POSITIVE_INFINITY): Promise<Uint8Array | undefined> {
    const piece = this.#pending.length > 0 ? this.#pending : await this.#readPiece()
    this.#pending = piece?.subarray(Math.min(maxLength, piece.length)) ?? new Uint8Array()
    return piece?.subarray(0, maxLength)
  }

  /** Puts bytes that were read last back, to be read again. */
  unread(bytes: Uint8Array): void {
    const joined = new Uint8Array(bytes.length + this.#pending.length)
    joined.set(bytes)
    joined.set(this.#pending, bytes.length)
    this.#pending = joined
  }

  /** Reads a number of bytes, each piece as it comes, and writes them on if they are to be. */
  async pass(length: number, write?: WriteBytes): Promise<void> {
    for (let left = length; left > 0; ) {
      const piece = await this.readSome(left)
      if (!piece) throw new DocumentRefusedError('cut_off')
      left -= piece.length
      await write?.(piece)
    }
  }

  /** Reads what is left, so that whoever sends it can end. */
  async discardRest(): Promise<void> {
    while (await this.readSome());
  }

  async cancel(reason: unknown): Promise<void> {
    await this.#reader.cancel(reason)
  }

  async #readPiece(): Promise<Uint8Array | undefined> {
    for (;;) {
      const { done, value } = await this.#reader.read()
      if (done) return undefined
      this.#totalBytes += value.length
      if (this.#totalBytes > this.#maxBytes) throw new DocumentRefusedError('too_large')
      if (value.length > 0) return value
    }
  }
}
