import { type CustomFunction, SassList, SassString } from 'sass'
import { type ColourScheme, siteColours } from '../../content/colours.ts'

/** Gives the style sheets the site's colours: `site-colours('light')` lists names and values. */
export const colourFunctions: Record<string, CustomFunction<'async'>> = {
  'site-colours($scheme)': ([scheme]) =>
    new SassList(
      listColourTokens(scheme?.assertString('scheme').text as ColourScheme).map(
        (pair) => new SassList(pair.map((text) => new SassString(text, { quotes: false }))),
      ),
    ),
}

/** Lists the colours of a scheme by the names that style sheets use: `pine-deep`. */
const listColourTokens = (scheme: ColourScheme): [string, string][] =>
  Object.entries(siteColours[scheme]).map(([name, colour]) => [
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    colour,
  ])
