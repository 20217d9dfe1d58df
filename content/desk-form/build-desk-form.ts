import { findSection, type Section } from '../../forms/form.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { provinceNamesByAbbreviation } from '../../forms/provinces.ts'
import { addressPartLabels } from '../../forms/questions/address.ts'
import type { TickedOption } from '../../forms/questions/choices.ts'
import {
  getOptOutFieldName,
  getPartFieldName,
  getQuestionKind,
  type Question,
} from '../../forms/questions/index.ts'
import { optOutOptions } from '../../forms/questions/question-base.ts'
import { yesNoNotSureOptions } from '../../forms/questions/yes-no-not-sure.ts'
import { asksAboutSafety, contactPage, deskFormPages } from '../forms/added-pages.ts'
import { intakeForm } from '../forms/intake/index.ts'
import { siteWording } from '../site/wording.ts'
import type { DeskFormOption, DeskFormPage, DeskFormPart, DeskFormQuestion } from './desk-form.ts'

/** Builds every page on which a coordinator fills in what a parent said from the declarations of its questions. */
export const buildDeskForm = (language: Language): DeskFormPage[] =>
  deskFormPages.map((page) => {
    const { slug, section, assumes, preset } = page
    const repeats = buildRepeats(section, language)
    return {
      slug,
      title: section.title[language],
      isAboutSafety: asksAboutSafety(page),
      replacesContactRules: slug === contactPage.slug,
      beside: { ...assumes, ...preset },
      ...(repeats && { repeats }),
      questions: Object.entries(section.questions).map(([name, question]) =>
        buildQuestion(name, question, language),
      ),
    }
  })

/** A page that asks more about the items of another list has the words of that list. */
function buildRepeats({ repeats }: Section, language: Language): DeskFormPage['repeats'] {
  const list = repeats?.itemsOf === undefined ? repeats : findSection(intakeForm, repeats.itemsOf)?.repeats
  if (!repeats || list?.itemsOf !== undefined || !list) return undefined
  return {
    most: repeats.most,
    one: list.one[language],
    another: list.another[language],
    remove: list.remove[language],
  }
}

function buildQuestion(name: string, question: Question, language: Language): DeskFormQuestion {
  const { kind, label, hint, when, optOuts } = question
  return {
    name,
    kind,
    label: label[language],
    ...(hint && { hint: hint[language] }),
    ...(when && { when }),
    parts: getQuestionKind(question).parts.map((part) => buildPart(name, part, question, language)),
    ...(optOuts && {
      optOuts: {
        field: getOptOutFieldName(name),
        options: optOuts.map((value) => ({ value, label: optOutOptions[value][language] })),
      },
    }),
  }
}

function buildPart(name: string, part: string, question: Question, language: Language): DeskFormPart {
  const options = findOptions(question, part)
  return {
    field: getPartFieldName(name, part),
    label: (partLabels[part] ?? question.label)[language],
    ...(options && { options: buildOptions(options, language) }),
  }
}

const partLabels: Readonly<Record<string, Wording | undefined>> = {
  ...addressPartLabels,
  day: siteWording.day,
  month: siteWording.month,
  year: siteWording.year,
}

type Options = Readonly<Record<string, TickedOption>>

function findOptions(question: Question, part: string): Options | undefined {
  if (question.kind === 'yesNoNotSure') return yesNoNotSureOptions
  if (question.kind === 'timeZone') return question.likely
  if (question.kind === 'address') return part === 'province' ? provinceNamesByAbbreviation : undefined
  return 'options' in question ? question.options : undefined
}

const buildOptions = (options: Options, language: Language): DeskFormOption[] =>
  Object.entries(options).map(([value, option]) => ({
    value,
    label: option[language],
    ...(option.hint && { hint: option.hint[language] }),
    ...(option.alone && { alone: true }),
  }))
