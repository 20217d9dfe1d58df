import { isOpenStage } from '../../content/file-stages.ts'
import { submitReassignment } from '../app/api-client.ts'
import { deskWording } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { FilePanelProps } from './panel-props.ts'

/** For a lead coordinator who may not or will not lead the file any longer. */
export function ReassignmentButton({ file, language, onChange }: FilePanelProps) {
  const action = useAction(language)
  if (!file.may.requestReassignment || !isOpenStage(file.stage)) return null
  return (
    <div>
      <Button
        quiet
        isPending={action.isPending}
        onPress={() =>
          action.run(
            () => submitReassignment(file.reference),
            (facts) => onChange(facts, deskWording.reassignDone),
          )
        }
      >
        {deskWording.reassign[language]}
      </Button>
      <p className="hint">{deskWording.reassignMeans[language]}</p>
      {action.outcome}
    </div>
  )
}
