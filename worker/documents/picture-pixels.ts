import { MAX_PICTURE_PIXELS } from '../../content/documents.ts'
import { DocumentRefusedError } from './document-refused.ts'

/** Refuses a picture without pixels, or with more than whatever shows it should have to unpack. */
export function requireFewPixels(width: number, height: number): void {
  if (width === 0 || height === 0) throw new DocumentRefusedError('damaged')
  if (width * height > MAX_PICTURE_PIXELS) throw new DocumentRefusedError('too_many_pixels')
}
