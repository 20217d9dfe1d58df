interface Props {
  readonly to: string
  /** What the arrow leads to, in words. */
  readonly label: string
  readonly isBack?: boolean
}

/** An arrow to the days before or after. */
export function StepLink({ to, label, isBack = false }: Props) {
  return (
    <a className="step-link" href={to} title={label}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={isBack ? 'M15 5l-7 7 7 7' : 'M9 5l7 7-7 7'} />
      </svg>
      <span className="visually-hidden">{label}</span>
    </a>
  )
}
