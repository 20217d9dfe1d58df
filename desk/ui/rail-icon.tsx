import type { RailIconName } from '../client/rail-links.ts'

/** Outlines on a grid of 24 units, drawn with a line. */
const outlines = {
  today: 'M12 3v2M5.6 5.6 7 7M3 12h2M19 12h2M17 7l1.4-1.4M8 16a4 4 0 1 1 8 0M3 19h18',
  files:
    'M3 7.5A1.5 1.5 0 0 1 4.5 6H9l2 2.5h8.5A1.5 1.5 0 0 1 21 10v7.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5z',
  calendar:
    'M4 7.5A1.5 1.5 0 0 1 5.5 6h13A1.5 1.5 0 0 1 20 7.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5zM4 10.5h16M8.5 3.5v4M15.5 3.5v4',
  numbers: 'M4 20h16M7 16v-5M12 16V5M17 16V9',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  privacy:
    'M12 3l7 2.5V11c0 4.5-3 7.5-7 9.5-4-2-7-5-7-9.5V5.5zM12 7.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4M8.5 16a3.5 3.5 0 0 1 7 0',
  operations: 'M3 12h4l2.5-6.5 4.5 13 2.5-6.5H21',
} as const satisfies Record<RailIconName, string>

/** An icon beside the name of a page, which says the same. */
export const RailIcon = ({ name }: { name: RailIconName }) => (
  <svg className="rail__icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={outlines[name]} />
  </svg>
)
