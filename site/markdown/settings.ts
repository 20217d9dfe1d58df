import type { MdastPluginEntry } from 'satteri'
import type { Wording } from '../../content/language.ts'
import { practice } from '../../content/practice.ts'
import { languageOfPage } from './page-of.ts'

/** What a page may take from the settings of the practice: `{{fees}}` in its Markdown. */
const settings: Readonly<Record<string, Wording>> = {
  fees: practice.fees,
  cancellation: practice.cancellation,
  office: practice.office,
}

/** Puts the practice's settings in their places; one that is not there fails the build. */
export const fillSettings: MdastPluginEntry = ({ fileURL }) => ({
  name: 'fill-settings',
  text(node, context) {
    if (!node.value.includes('{{')) return
    const value = node.value.replace(/{{(\w+)}}/g, (_, name: string) => {
      const wording = settings[name]
      if (!wording) throw new Error(`${fileURL}: there is no setting “${name}”`)
      return wording[languageOfPage(fileURL)]
    })
    context.replaceNode(node, { type: 'text', value })
  },
})
