import { shellWording } from '../client/wording.ts'
import { PageStatus } from '../ui/page-status.tsx'
import { RolePage } from '../ui/role-page.tsx'
import { PersonSearch } from './person-search.tsx'
import { RetentionPreview } from './retention-preview.tsx'
import { personalDataWording } from './wording.ts'

/** Where a privacy officer answers who asks what is held of them, sees what will be erased, and holds it back. */
export const PersonalDataPage = () => (
  <div className="personal-data">
    <RolePage
      title={shellWording.personalData}
      only="privacyOfficer"
      refusal={personalDataWording.onlyOfficers}
    >
      <PageStatus />
      <PersonSearch />
      <RetentionPreview />
    </RolePage>
  </div>
)
