import { youSection } from '../../content/forms/intake/you.ts'
import { defaultLanguage, type Wording } from '../../forms/language.ts'
import { provinceNamesByAbbreviation } from '../../forms/provinces.ts'
import { addressPartLabels } from '../../forms/questions/address.ts'
import type { Question } from '../../forms/questions/index.ts'
import { optOutOptions } from '../../forms/questions/question-base.ts'

interface PeerOption {
  readonly value: string
  readonly label: string
}

interface PeerAddressPart {
  readonly name: string
  readonly label: string
  readonly options: readonly PeerOption[] | undefined
}

/** A question as plain data that any library for forms can be given. */
interface PeerQuestion {
  readonly name: string
  readonly kind: 'text' | 'email' | 'tel' | 'date' | 'choice' | 'address'
  readonly label: string
  readonly hint: string | undefined
  /** The error message when it is left empty. */
  readonly required: string | undefined
  readonly options: readonly PeerOption[] | undefined
  readonly parts: readonly PeerAddressPart[] | undefined
  readonly optOut: PeerOption | undefined
  /** The question that must be answered for this one to be asked. */
  readonly when: string | undefined
}

const PEER_KINDS: Partial<Record<Question['kind'], PeerQuestion['kind']>> = {
  text: 'text',
  name: 'text',
  email: 'email',
  phone: 'tel',
  date: 'date',
  choice: 'choice',
  timeZone: 'choice',
  address: 'address',
}

/** The questions of “About you”, in English, for the libraries that the benchmark compares ours with. */
export function listPeerQuestions(): PeerQuestion[] {
  return Object.entries<Question>(youSection.questions).map(([name, question]) => {
    const kind = PEER_KINDS[question.kind]
    if (!kind) throw new Error(`The peers have no question of the kind ${question.kind}`)
    const [optOut] = question.optOuts ?? []
    return {
      name,
      kind,
      label: readWording(question.label),
      hint: question.hint && readWording(question.hint),
      required: question.required && readWording(question.required),
      options:
        question.kind === 'choice'
          ? listOptions(question.options)
          : question.kind === 'timeZone'
            ? listOptions(question.likely)
            : undefined,
      parts: question.kind === 'address' ? listAddressParts() : undefined,
      optOut: optOut && { value: optOut, label: readWording(optOutOptions[optOut]) },
      when: question.when && 'answered' in question.when ? question.when.answered : undefined,
    }
  })
}

const readWording = (wording: Wording): string => wording[defaultLanguage]

const listOptions = (options: Readonly<Record<string, Wording>>): PeerOption[] =>
  Object.entries(options).map(([value, wording]) => ({ value, label: readWording(wording) }))

const listAddressParts = (): PeerAddressPart[] =>
  Object.entries(addressPartLabels).map(([name, wording]) => ({
    name,
    label: readWording(wording),
    options: name === 'province' ? listOptions(provinceNamesByAbbreviation) : undefined,
  }))
