import type { AskApi } from './outside-api.ts'

interface MailDomain {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly click_tracking?: boolean
  readonly open_tracking?: boolean
}

/** Finds sending domains that Resend has not verified, or whose messages would be followed. */
export async function findMailFaults(senders: readonly string[], askResend: AskApi): Promise<string[]> {
  const listed = await askResend<{ data: MailDomain[] }>('/domains')
  if (!listed.ok)
    return [
      `Resend: the domains cannot be read (${listed.status}). Set RESEND_FULL_ACCESS_KEY to a key with full access; the \
portal’s own key only sends, and stays so.`,
    ]
  const hosts = [...new Set(senders.map((sender) => /@([^>\s]+)/.exec(sender)?.[1]?.toLowerCase() ?? sender))]
  const faults = await Promise.all(
    hosts.map(async (host) => {
      const domain = listed.result.data.find(({ name }) => name.toLowerCase() === host)
      if (domain?.status !== 'verified')
        return [
          `Resend: ${host} is ${domain?.status.replaceAll('_', ' ') ?? 'not among the domains'}; verify it`,
        ]
      const whole = await askResend<MailDomain>(`/domains/${domain.id}`)
      if (!whole.ok) return [`Resend: ${host} cannot be read (${whole.status})`]
      return [
        ...(whole.result.click_tracking
          ? [`Resend: ${host} follows clicks through its own links; turn click tracking off`]
          : []),
        ...(whole.result.open_tracking
          ? [`Resend: ${host} follows opening through pictures; turn open tracking off`]
          : []),
      ]
    }),
  )
  return faults.flat()
}
