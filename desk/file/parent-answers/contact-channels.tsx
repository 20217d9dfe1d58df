import { contactChannelOptions } from '../../../content/file/contact-channels.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import type { Contactability } from '../queries.ts'
import { contactChannelsWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly contactability: Contactability
  /** Whether the coordinator may record that they sent a text message. */
  readonly mayRecordText: boolean
}

/** Says how the practice can reach a parent, or that nobody may: then the parent calls. */
export function ContactChannels({ reference, contactability: { side, channels }, mayRecordText }: Props) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient['text-message'].$post({ param: { reference }, json: { side } }),
      ),
    announces: contactChannelsWording.recorded,
  })
  if (channels.length === 0)
    return (
      <p>
        <strong>{text(contactChannelsWording.none)}</strong>
      </p>
    )
  return (
    <>
      <p>
        {text(contactChannelsWording.some)}{' '}
        {channels.map((channel) => text(contactChannelOptions[channel])).join(' · ')}
      </p>
      {mayRecordText && channels.includes('text') && (
        <ConfirmButton
          label={text(contactChannelsWording.record)}
          consequence={text(contactChannelsWording.recordMeans)}
          confirmLabel={text(contactChannelsWording.recordNow)}
          action={action}
        />
      )}
    </>
  )
}
