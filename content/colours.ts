import { practiceColours } from './practice.ts'

/** The colours that every practice shares: grounds, text, lines and warnings. */
const sharedColours = {
  light: {
    paper: '#fbf7f0',
    surface: '#fffdf9',
    well: '#f1e9dc',
    raised: '#fffdf9',
    ink: '#24302f',
    inkSoft: '#55605d',
    rule: '#ddd2c0',
    field: '#6d7773',
    alarm: '#a5331f',
    brick: '#a5331f',
    brickDeep: '#7e2415',
  },
  dark: {
    paper: '#16201f',
    surface: '#1d2928',
    well: '#243230',
    raised: '#30413e',
    ink: '#f0e9dd',
    inkSoft: '#b9c0b8',
    rule: '#3a4946',
    field: '#93a09b',
    alarm: '#c8452f',
    brick: '#ff9d88',
    brickDeep: '#ffb9a8',
  },
} as const

/** Light or dark, as the reader's device asks. */
export type ColourScheme = keyof typeof sharedColours
type PracticeColourName = keyof (typeof practiceColours)['light']
/** The colours of a practice by scheme and by what they are for, as `#rrggbb`. */
export type PracticeColours = Readonly<Record<ColourScheme, Readonly<Record<PracticeColourName, string>>>>
export type ColourName = keyof (typeof sharedColours)['light'] | PracticeColourName
/** Every colour of the site, the desk and the e-mails. */
export type SiteColours = Readonly<Record<ColourScheme, Readonly<Record<ColourName, string>>>>

/** Adds a practice's colours to those that all share. */
export const buildSiteColours = (own: PracticeColours): SiteColours => ({
  light: { ...sharedColours.light, ...own.light },
  dark: { ...sharedColours.dark, ...own.dark },
})

export const siteColours: SiteColours = /* @__PURE__ */ buildSiteColours(practiceColours)
