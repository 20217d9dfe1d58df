import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'

/** How far a mouse moves before a press becomes dragging. */
const MIN_DRAG_PX = 6
const QUARTER_MS = 15 * 60_000

/** Why a card is back in its place: Escape was pressed, or it was dropped where no time to come is. */
export type PutBackReason = 'escape' | 'no-time'

interface DragOptions {
  /** Runs when the card was dropped at another time, in milliseconds. */
  readonly onDrop: (startsAt: number) => void
  /** Runs when the card went back without a drop. */
  readonly onPutBack: (reason: PutBackReason) => void
}

/**
 * Lets a card of the grid be dragged with a mouse or a pen; a finger scrolls. Once it is dropped, gives the quarter hour to
 * come at which its top edge stands, and the card is back in its place. Escape puts it back without a drop. A press without
 * dragging stays a press.
 */
export function useDragToSlot({ onDrop, onPutBack }: DragOptions) {
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined)
  const isDragging = useRef(false)
  const stopListening = useRef<() => void>(undefined)
  useEffect(() => () => stopListening.current?.(), [])
  const end = (card: HTMLElement) => {
    card.style.translate = ''
    card.classList.remove('grid-card--dragged')
    start.current = undefined
    stopListening.current?.()
  }
  const begin = (card: HTMLElement, pointerId: number) => {
    isDragging.current = true
    card.setPointerCapture(pointerId)
    card.classList.add('grid-card--dragged')
    stopListening.current = listenForEscape(() => {
      end(card)
      card.releasePointerCapture(pointerId)
      onPutBack('escape')
    })
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      isDragging.current = false
      if (event.pointerType === 'touch' || event.button !== 0) return
      start.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: ({ currentTarget, pointerId, clientX, clientY }: PointerEvent<HTMLElement>) => {
      if (!start.current) return
      const [across, down] = [clientX - start.current.x, clientY - start.current.y]
      if (!isDragging.current && Math.hypot(across, down) < MIN_DRAG_PX) return
      if (!isDragging.current) begin(currentTarget, pointerId)
      currentTarget.style.translate = `${across}px ${down}px`
    },
    onPointerUp: ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
      // Nothing is dragged any more once Escape was pressed.
      const isDropped = start.current !== undefined && isDragging.current
      const startsAt = isDropped
        ? findQuarterHourAt(clientX, currentTarget.getBoundingClientRect().top)
        : undefined
      end(currentTarget)
      if (startsAt !== undefined) onDrop(startsAt)
      else if (isDropped) onPutBack('no-time')
    },
    onPointerCancel: ({ currentTarget }: PointerEvent<HTMLElement>) => end(currentTarget),
    onClickCapture: (event: MouseEvent) => {
      // The click with which dragging ends opens nothing; Enter, which counts no clicks, does.
      if (isDragging.current && event.detail > 0) event.stopPropagation()
    },
  }
}

/** Runs `onEscape` at the first Escape, which means nothing else then. Gives the function that stops listening. */
function listenForEscape(onEscape: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onEscape()
  }
  addEventListener('keydown', onKey, true)
  return () => removeEventListener('keydown', onKey, true)
}

/** Finds the quarter hour of the cell at a point; undefined outside of the grid and for a time that is over. */
function findQuarterHourAt(x: number, y: number): number | undefined {
  const cell = document
    .elementsFromPoint(x, y)
    .find(
      (element): element is HTMLElement => element instanceof HTMLElement && 'startsAt' in element.dataset,
    )
  if (!cell) return undefined
  const { top, height } = cell.getBoundingClientRect()
  return Number(cell.dataset.startsAt) + Math.round((y - top) / (height / 2)) * QUARTER_MS
}
