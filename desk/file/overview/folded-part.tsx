import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  /** What the part comes to, in the line that opens it. */
  readonly gist: string
  readonly children: ReactNode
}

/** A part of the overview that opens on a press, with what it comes to in one line. */
export const FoldedPart = ({ label, gist, children }: Props) => (
  <details className="overview__folded">
    <summary>
      <h4>{label}</h4> <span>{gist}</span>
    </summary>
    {children}
  </details>
)
