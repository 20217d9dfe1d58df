import type { ReactNode } from 'react'

export function DescriptionRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The lines of an answer as they were written, or `otherwise` in a fainter colour when there are none. */
export function AnswerLines({ lines, otherwise }: { lines: readonly string[]; otherwise: string }) {
  return lines.length === 0 ? (
    <span className="unanswered">{otherwise}</span>
  ) : (
    <span className="lines">{lines.join('\n')}</span>
  )
}
