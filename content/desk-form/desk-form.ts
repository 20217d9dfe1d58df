import type { Condition } from '../../forms/condition.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language } from '../../forms/language.ts'
import type { Question } from '../../forms/questions/index.ts'

/**
 * A page on which a coordinator fills in what a parent said, in one language. It is data that the site builds and the desk
 * loads, so that the desk carries neither the words of the forms nor their engine.
 */
export interface DeskFormPage {
  /** The page of “Your file” on which a parent would add it. */
  readonly slug: string
  readonly title: string
  /** Its note is sealed with the safety answers. */
  readonly isAboutSafety: boolean
  /** What it says takes the place of all earlier contact rules. It has no note. */
  readonly replacesContactRules: boolean
  /** Answers that the page takes for granted, which decide what it asks. */
  readonly beside: FormFields
  /** Set when its questions are asked about each item of a list. */
  readonly repeats?: {
    readonly most: number
    readonly one: string
    readonly another: string
    readonly remove: string
  }
  readonly questions: readonly DeskFormQuestion[]
}

export interface DeskFormQuestion {
  readonly name: string
  readonly kind: Question['kind']
  readonly label: string
  readonly hint?: string
  readonly when?: Condition
  /** Its fields; more than one for a date or an address, each with a label. */
  readonly parts: readonly DeskFormPart[]
  readonly optOuts?: DeskFormOptOuts
}

export interface DeskFormPart {
  readonly field: string
  readonly label: string
  /** What to choose from. */
  readonly options?: readonly DeskFormOption[]
}

export interface DeskFormOption {
  readonly value: string
  readonly label: string
  readonly hint?: string
  /** Set when it excludes every other option. */
  readonly alone?: true
}

/** What may be ticked in place of an answer. */
export interface DeskFormOptOuts {
  readonly field: string
  readonly options: readonly DeskFormOption[]
}

/** The address at which the site holds the pages, in one language. */
export const getDeskFormPath = (language: Language): string => `/form-declarations/desk-form/${language}.json`
