import { type MouseEvent, type PointerEvent, useRef } from 'react'

/** How far a mouse moves before a press becomes dragging. */
const MIN_DRAG_PX = 6
const QUARTER_MS = 15 * 60_000

/**
 * Lets a card of the grid be dragged with a mouse or a pen; a finger scrolls. Once it is dropped, gives the quarter hour to
 * come at which its top edge stands, and the card is back in its place. A press without dragging stays a press.
 */
export function useDragToSlot(onDrop: (startsAt: number) => void) {
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined)
  const isDragging = useRef(false)
  const end = ({ currentTarget }: PointerEvent<HTMLElement>) => {
    currentTarget.style.translate = ''
    currentTarget.classList.remove('grid-card--dragged')
    start.current = undefined
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      isDragging.current = false
      if (event.pointerType === 'touch' || event.button !== 0) return
      start.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!start.current) return
      const [across, down] = [event.clientX - start.current.x, event.clientY - start.current.y]
      if (!isDragging.current && Math.hypot(across, down) < MIN_DRAG_PX) return
      isDragging.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
      event.currentTarget.classList.add('grid-card--dragged')
      event.currentTarget.style.translate = `${across}px ${down}px`
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const startsAt = isDragging.current
        ? findQuarterHourAt(event.clientX, event.currentTarget.getBoundingClientRect().top)
        : undefined
      end(event)
      if (startsAt !== undefined) onDrop(startsAt)
    },
    onPointerCancel: end,
    onClickCapture: (event: MouseEvent) => {
      if (isDragging.current) event.stopPropagation()
    },
  }
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
