import type { KeyboardEvent } from 'react'
import { useWordingText } from '../ui/language.tsx'
import { calendarWording } from './wording.ts'

interface Props {
  /** The day and the time in words: `Tuesday 24, 10:30 a.m.` */
  readonly label: string
  readonly isOpen: boolean
  /** Whether Tab leads to it. Of all the grid’s slots it leads to one. */
  readonly isTabStop: boolean
  readonly onFocus: () => void
  readonly onPress: () => void
}

/** A free half hour, which books an appointment when it is pressed. */
export function SlotButton({ label, isOpen, isTabStop, onFocus, onPress }: Props) {
  const text = useWordingText()
  return (
    <button
      type="button"
      className="slot"
      tabIndex={isTabStop ? 0 : -1}
      aria-haspopup="dialog"
      onFocus={onFocus}
      onClick={onPress}
    >
      <span className="visually-hidden">
        {text(calendarWording.book)} {label}
        {!isOpen && `, ${text(calendarWording.outsideHours)}`}
      </span>
    </button>
  )
}

/** Moves the focus with an arrow key to the next free slot in its direction, over whatever is taken in between. */
export function moveAmongSlots(event: KeyboardEvent): void {
  const step = stepByKey[event.key]
  const cell = event.target instanceof Element && event.target.matches('.slot') && event.target.closest('td')
  if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...event.currentTarget.querySelectorAll('tr')]
  let row = rows.findIndex((each) => each.contains(cell)) + step.rows
  let column = cell.cellIndex + step.columns
  for (; rows[row]?.cells[column]; row += step.rows, column += step.columns) {
    const slot = rows[row]?.cells[column]?.querySelector<HTMLElement>('.slot')
    if (!slot) continue
    event.preventDefault()
    slot.focus()
    return
  }
}

const stepByKey: Readonly<Record<string, { readonly rows: number; readonly columns: number }>> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
}
