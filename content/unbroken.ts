import { escapeHtml } from './escape-html.ts'
import { practice } from './practice.ts'

const UNITS = [
  '(?:working )?(?:day|minute|hour|week|month|year)s?',
  '[ap]\\.m\\.',
  'h(?:[ \u00a0]\\d{2})?',
  '(?:jour|heure|semaine|an)s?(?: ouvrables)?',
  'mois',
].join('|')
const MEASURE = `\\d{1,3}(?::\\d{2})?[ \u00a0](?:${UNITS})(?![\\p{L}\\p{N}])`

/** A French verb with the pronouns behind it: `nomme-t-elle`, `a-t-il`; no part of a code, which has digits beside it. */
const INVERSION =
  '(?<![\\p{L}\\p{N}-])\\p{L}+(?:-(?:t|je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|le|la|les|lui|leur|y|en))+(?![\\p{L}\\p{N}-])'

/** The words with a hyphen in the names of time zones. */
const WORDS_OF_TIME_ZONES = '(?<!\\p{L})(?:Terre-Neuve|Basse-Côte-Nord|Nord-Ouest)(?!\\p{L})'

/** The number of the office with the word behind it: `20 Lantern`, `20, rue`. */
const HOUSE_NUMBERS = Object.values(practice.office).flatMap((office) => /^\d+,? \p{L}+/u.exec(office) ?? [])

const MONTHS_BEFORE_DAY =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
const MONTHS_BEHIND_DAY =
  '(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)'

/**
 * What stays on one line: a number that can be called, that of the office, a span of hours, a number with its unit, a day of
 * the year, an example of a date in digits, “e-mail”, an inversion, an offset from UTC, a hyphenated word of a time zone, and
 * “peut-être”.
 */
export const UNBROKEN_TEXT = new RegExp(
  [
    practice.phone.reach,
    '\\b911\\b',
    ...HOUSE_NUMBERS.map((number) => `(?<![\\p{L}\\p{N}])${number}(?![\\p{L}\\p{N}])`),
    `(?<![\\p{N}.,])${MEASURE}(?: (?:to|à) ${MEASURE})?`,
    `(?<!\\p{L})${MONTHS_BEFORE_DAY} \\d{1,2}(?!\\p{N})(?:, \\d{4}(?!\\p{N}))?`,
    `(?<!\\p{N})\\d{1,2}(?:er)? ${MONTHS_BEHIND_DAY}(?!\\p{L})(?: \\d{4}(?!\\p{N}))?`,
    '(?<!\\p{N})\\d{1,2} \\d{1,2} \\d{4}(?!\\p{N})',
    '(?<!\\p{L})e-mail\\p{L}*',
    INVERSION,
    'UTC[+−]\\d\\d:\\d\\d',
    WORDS_OF_TIME_ZONES,
    '(?<!\\p{L})peut-être(?!\\p{L})',
  ].join('|'),
  'giu',
)

/** Marks a piece of HTML that stays on one line. Its characters stay as they are, so that it is copied as it was written. */
export const markUnbroken = (html: string): string => `<span class="unbroken">${html}</span>`

/** Renders a text as HTML in which what belongs together stays on one line. */
export const renderUnbroken = (text: string): string => escapeHtml(text).replace(UNBROKEN_TEXT, markUnbroken)
