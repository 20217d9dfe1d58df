import { languages, type Wording } from '../forms/language.ts'
import { provinceNamesByAbbreviation } from '../forms/provinces.ts'
import { practice } from './practice.ts'

const [inEnglish, inFrench] = languages.map((language) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(
    practice.provinces.map((province) => provinceNamesByAbbreviation[province][language]),
  ),
)

const servedProvinces = {
  en: `We can only work with families whose children live in these provinces: ${inEnglish}. The law where your children live decides who may do this work. Anywhere else, we can’t choose a coordinator for you.`,
  fr: `Nous ne pouvons travailler qu’avec les familles dont les enfants vivent dans ces provinces : ${inFrench}. La loi du lieu où vivent vos enfants détermine qui peut faire ce travail. Ailleurs, nous ne pouvons pas vous attribuer de coordonnatrice ni de coordonnateur.`,
} as const satisfies Wording

const whoElse = {
  en: 'Where you live, a lawyer, legal aid or the family court can tell you who does this work.',
  fr: 'Là où vous vivez, une avocate, un avocat, l’aide juridique ou le tribunal de la famille peut vous dire qui fait ce travail.',
} as const satisfies Wording

/** What a parent reads on the form and before sending whose children live where nobody of the practice may work. */
export const outsideProvincesWording = [
  servedProvinces,
  {
    en: `If your children may move to one of these provinces, or a court in one of them is already involved, you can still send your intake form or call us at ${practice.phone.reach}: we’ll tell you what’s possible. ${whoElse.en}`,
    fr: `Si vos enfants pourraient s’installer dans l’une de ces provinces, ou si un tribunal y est déjà saisi, vous pouvez quand même envoyer votre demande ou nous appeler au ${practice.phone.reach} : nous vous dirons ce qui est possible. ${whoElse.fr}`,
  },
] as const satisfies readonly Wording[]

/** The same once their form is sent. */
export const outsideProvincesSentWording = [
  servedProvinces,
  {
    en: `If your children may move to one of these provinces, or a court in one of them is already involved, call us at ${practice.phone.reach}: we’ll tell you what’s possible. ${whoElse.en}`,
    fr: `Si vos enfants pourraient s’installer dans l’une de ces provinces, ou si un tribunal y est déjà saisi, appelez-nous au ${practice.phone.reach} : nous vous dirons ce qui est possible. ${whoElse.fr}`,
  },
] as const satisfies readonly Wording[]
