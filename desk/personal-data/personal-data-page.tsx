import { useQuery } from '@tanstack/react-query'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { shellWording } from '../client/wording.ts'
import { useWordingText } from '../ui/language.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { PersonSearch } from './person-search.tsx'
import { RetentionPreview } from './retention-preview.tsx'
import { personalDataWording } from './wording.ts'

/** Where a privacy officer answers who asks what is held of them, sees what will be erased, and holds it back. */
export function PersonalDataPage() {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  return (
    <div className="personal-data">
      <h1>{text(shellWording.personalData)}</h1>
      <PageStatus />
      {me.data &&
        (me.data.privacyOfficer ? (
          <>
            <PersonSearch />
            <RetentionPreview />
          </>
        ) : (
          <p>{text(personalDataWording.onlyOfficers)}</p>
        ))}
    </div>
  )
}
