/** A series of values, of which those that are withheld are null. */
export type PlotValues = readonly (number | null)[]

interface Props {
  readonly label: string
  /** The newest value, as it is read; undefined when it is withheld. */
  readonly newest: string | undefined
  readonly values: PlotValues
  /** What is drawn as a line above each bar, such as a higher percentile. */
  readonly marks: PlotValues | undefined
  /** The greatest value of all plots beside each other, which fills the height. */
  readonly greatest: number
  /** The first and the last day. */
  readonly ends: readonly [string, string]
}

const [WIDTH, HEIGHT, STEP] = [260, 72, 20]

/**
 * Bars from the oldest to the newest, on a scale that begins with zero. A value that is withheld is a dot on the ground, whose
 * height tells nothing. The table below says the same, so nobody has to see the drawing.
 */
export function SmallPlot({ label, newest, values, marks = [], greatest, ends: [first, last] }: Props) {
  const toHeight = (value: number) => (value / greatest) * (HEIGHT - 6)
  return (
    <figure className="plot" aria-hidden="true">
      <figcaption>
        {label} {newest && <strong>{newest}</strong>}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 4}`} aria-hidden="true">
        <path className="plot__ground" d={`M0 ${HEIGHT}.5H${WIDTH}`} />
        {values.map((value, at) => {
          const [x, key] = [at * STEP + 3, `${at}`]
          const mark = marks[at]
          return (
            <g key={key}>
              {value === null ? (
                <circle className="plot__withheld" cx={x + 7} cy={HEIGHT - 4} r="1.75" />
              ) : (
                <rect x={x} y={HEIGHT - toHeight(value)} width="14" height={toHeight(value)} rx="1.5" />
              )}
              {mark != null && <path className="plot__mark" d={`M${x - 2} ${HEIGHT - toHeight(mark)}h18`} />}
            </g>
          )
        })}
      </svg>
      <p className="plot__ends">
        <span>{first}</span> <span>{last}</span>
      </p>
    </figure>
  )
}
