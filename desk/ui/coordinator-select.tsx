import { useQuery } from '@tanstack/react-query'
import { signedInCoordinatorQuery } from '../client/signed-in-coordinator.ts'
import { Field } from './field.tsx'

interface Props {
  readonly label: string
  readonly chosen: string | undefined
}

/** The field of a form by which an administrator looks at another coordinator’s page; nobody else has it. */
export function CoordinatorSelect({ label, chosen }: Props) {
  const me = useQuery(signedInCoordinatorQuery)
  if (!me.data?.administrator) return null
  return (
    <Field label={label}>
      {({ id }) => (
        <select id={id} name="coordinator" defaultValue={chosen}>
          {me.data.coordinators.map((coordinator) => (
            <option key={coordinator.id} value={coordinator.id}>
              {coordinator.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
