import { useState } from 'react'
import { getFileStageWording, isFileStage } from '../../content/file-stages.ts'
import { isLanguage, languageNameWordingByLanguage, type Wording } from '../../forms/language.ts'
import { showSamePage } from '../client/current-route.ts'
import { getFileListPath } from '../client/routes.ts'
import { fileFactsWording } from '../file/facts-wording.ts'
import { Button } from '../ui/button.tsx'
import { DeskLink } from '../ui/desk-link.tsx'
import { Field } from '../ui/field.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { type FileFlag, fileFlags } from './file-flags.ts'
import {
  changeChoice,
  type FilterName,
  filterNames,
  formatListChoice,
  type ListChoice,
  sortNames,
} from './list-choice.ts'
import { type FileListRow, listFilterValues, NOBODY } from './list-rows.ts'
import { filesWording, filterWording, getProvinceWording, sortWording } from './wording.ts'

interface Props {
  readonly choice: ListChoice
  /** Every open file, of which the filters offer what there is. */
  readonly rows: readonly FileListRow[]
}

/** The order of the list and its filters. Each choice shows at once, and stands in the address. */
export function FileFilters({ choice, rows }: Props) {
  const text = useWordingText()
  const language = useLanguage()
  const [isShown, setIsShown] = useState(false)
  const isFiltered = Object.keys(choice.filters).length > 0
  const toPath = (changes: Partial<ListChoice>) =>
    getFileListPath(language, formatListChoice(changeChoice(choice, changes)))
  const show = (changes: Partial<ListChoice>) => showSamePage(toPath(changes))
  return (
    <div className={isShown || isFiltered ? 'file-filters file-filters--shown' : 'file-filters'}>
      <div className="file-filters__toggle">
        <Button quiet expanded={isShown || isFiltered} onPress={() => setIsShown(!isShown)}>
          {text(filesWording.filters)}
        </Button>
      </div>
      <div className="file-filters__fields">
        <ChoiceField
          label={text(filesWording.sort)}
          chosen={choice.sort}
          options={sortNames.map((sort) => ({ value: sort, label: text(sortWording[sort]) }))}
          onChoose={(value) => show({ sort: sortNames.find((sort) => sort === value) ?? 'step' })}
        />
        {filterNames.map((name) => (
          <ChoiceField
            key={name}
            label={text(filterWording[name])}
            chosen={choice.filters[name] ?? ''}
            options={[
              { value: '', label: text(filesWording.all) },
              ...listOptions(rows, name, choice.filters[name], text),
            ]}
            onChoose={(value) => {
              const { [name]: _, ...others } = choice.filters
              show({ filters: value === '' ? others : { ...others, [name]: value } })
            }}
          />
        ))}
        {isFiltered && <DeskLink to={toPath({ filters: {} })}>{text(filesWording.showAll)}</DeskLink>}
      </div>
    </div>
  )
}

interface ChoiceOption {
  readonly value: string
  readonly label: string
}

interface ChoiceFieldProps {
  readonly label: string
  readonly chosen: string
  readonly options: readonly ChoiceOption[]
  readonly onChoose: (value: string) => void
}

const ChoiceField = ({ label, chosen, options, onChoose }: ChoiceFieldProps) => (
  <Field label={label}>
    {({ id }) => (
      <select id={id} value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** Lists what a filter offers: the values that there are, and the one in the address. */
function listOptions(
  rows: readonly FileListRow[],
  name: FilterName,
  chosen: string | undefined,
  text: (wording: Wording) => string,
): ChoiceOption[] {
  const values = new Set([...listFilterValues(rows, name), ...(chosen === undefined ? [] : [chosen])])
  return [...values].map((value) => ({ value, label: getValueLabel(rows, name, value, text) }))
}

function getValueLabel(
  rows: readonly FileListRow[],
  name: FilterName,
  value: string,
  text: (wording: Wording) => string,
): string {
  switch (name) {
    case 'flag':
      return Object.hasOwn(fileFlags, value) ? text(fileFlags[value as FileFlag].wording) : value
    case 'stage':
      return isFileStage(value) ? text(getFileStageWording(value)) : value
    case 'language':
      return isLanguage(value) ? text(languageNameWordingByLanguage[value]) : value
    case 'province':
      return text(getProvinceWording(value))
    case 'lead':
      if (value === NOBODY) return text(fileFactsWording.nobodyYet)
      return rows.find(({ file }) => file.lead?.id === value)?.file.lead?.name ?? value
  }
}
