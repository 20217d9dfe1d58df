import { useWordingText } from '../ui/language.tsx'
import { buildLoadWording } from '../ui/load-wording.ts'
import type { ShownNumbers } from './queries.ts'
import { numbersWording } from './wording.ts'

/** How many files each coordinator works on, of how many they can, and how many they haven’t read. */
export function Load({ loads }: Pick<ShownNumbers, 'loads'>) {
  const text = useWordingText()
  return (
    <section className="numbers__part">
      <h2>{text(numbersWording.load)}</h2>
      <table className="numbers-table">
        <caption className="visually-hidden">{text(numbersWording.load)}</caption>
        <thead>
          <tr>
            <th scope="col">{text(numbersWording.coordinator)}</th>
            <th scope="col">{text(numbersWording.carried)}</th>
          </tr>
        </thead>
        <tbody>
          {loads.map(({ coordinator, ...load }) => (
            <tr key={coordinator?.id}>
              <th scope="row">{coordinator?.name}</th>
              <td className="numbers__load">
                {text(buildLoadWording(load))}
                <LoadBar share={Math.min(1, load.carried / load.capacity)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const LoadBar = ({ share }: { share: number }) => (
  <svg className="load-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect className="load-bar__room" width="100" height="8" />
    <rect width={share * 100} height="8" />
  </svg>
)
