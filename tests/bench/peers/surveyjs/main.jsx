// As “Add a Survey to a React Application” does: https://surveyjs.io/form-library/documentation/get-started-react
import { createRoot } from 'react-dom/client'
import { Model } from 'survey-core'
import { Survey } from 'survey-react-ui'
import 'survey-core/survey-core.css'
import questions from 'virtual:questions'

const survey = new Model({ title: 'About you', elements: questions.map(toElement) })
createRoot(document.getElementById('root')).render(<Survey model={survey} />)

function toElement({ name, kind, label, hint, required, options, parts, optOut, when }) {
  const common = {
    name,
    title: label,
    description: hint,
    ...(required && { isRequired: true, requiredErrorText: required }),
    ...(when && { visibleIf: `{${when}} notempty` }),
  }
  if (kind === 'choice')
    return {
      ...common,
      type: 'radiogroup',
      choices: options.map(({ value, label }) => ({ value, text: label })),
    }
  if (kind === 'address') {
    const elements = parts.map((part) => ({
      name: `${name}-${part.name}`,
      title: part.label,
      ...(part.options
        ? { type: 'dropdown', choices: part.options.map(({ value, label }) => ({ value, text: label })) }
        : { type: 'text' }),
    }))
    return {
      ...common,
      type: 'panel',
      elements: [
        ...elements,
        {
          type: 'checkbox',
          name: `${name}-instead`,
          titleLocation: 'hidden',
          choices: [{ value: optOut.value, text: optOut.label }],
        },
      ],
    }
  }
  return { ...common, type: 'text', inputType: kind }
}
