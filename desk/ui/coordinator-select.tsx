import { useQuery } from '@tanstack/react-query'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { Field } from './field.tsx'

interface Props {
  readonly label: string
  readonly chosen: string | undefined
}

/** A field with which an administrator opens another coordinator’s page. Other coordinators do not see it. */
export function CoordinatorSelect({ label, chosen }: Props) {
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
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
