interface HintAndProblemProps {
  readonly id: string
  readonly hint: string | undefined
  readonly problem: string | undefined
}

/** What helps to fill a field in, and how to mend it. */
export function HintAndProblem({ id, hint, problem }: HintAndProblemProps) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="problem-line">
          {problem}
        </p>
      )}
    </>
  )
}

/** The ids of what describes a control. */
export const describe = (
  id: string,
  hint: string | undefined,
  problem: string | undefined,
): string | undefined =>
  [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined
