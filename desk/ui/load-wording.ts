import type { Wording } from '../../forms/language.ts'

interface Load {
  /** The open files that they accepted, and those that they haven’t read yet. */
  readonly carried: number
  readonly unread: number
  readonly capacity: number
}

/** Says how many files a coordinator carries, of those that they can, and how many more they were given. */
export function buildLoadWording({ carried, unread, capacity }: Load): Wording {
  const isFull = carried >= capacity
  return {
    en: [
      `${carried} of ${capacity} taken on`,
      ...(unread > 0 ? [`${unread} not read yet`] : []),
      ...(isFull ? ['no room'] : []),
    ].join(', '),
    fr: [
      `${carried} sur ${capacity} en main`,
      ...(unread > 0 ? [`${unread} à lire`] : []),
      ...(isFull ? ['aucune place'] : []),
    ].join(', '),
  }
}
