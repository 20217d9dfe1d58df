// As “Form Embedding” does, with the renderer alone: https://help.form.io/developers/form-embedding
import questions from 'virtual:questions'

const { Formio } = window
Formio.createForm(document.getElementById('formio'), {
  components: [
    ...questions.map(toComponent),
    { type: 'button', action: 'submit', key: 'submit', label: 'Save and continue' },
  ],
})

function toComponent({ name, kind, label, hint, required, options, parts, optOut, when }) {
  const common = {
    key: name,
    label,
    description: hint,
    input: true,
    ...(required && { validate: { required: true, customMessage: required } }),
    ...(when && { customConditional: `show = !!data.${when}` }),
  }
  if (kind === 'choice') return { ...common, type: 'radio', values: options }
  if (kind === 'date') return { ...common, type: 'day' }
  if (kind === 'address')
    return {
      type: 'fieldset',
      key: name,
      legend: label,
      input: false,
      components: [
        ...parts.map((part) => ({
          key: `${name}${part.name.replace('-', '')}`,
          label: part.label,
          input: true,
          ...(part.options
            ? { type: 'select', widget: 'html5', data: { values: part.options } }
            : { type: 'textfield' }),
        })),
        { key: `${name}Instead`, type: 'checkbox', label: optOut.label, input: true },
      ],
    }
  return { ...common, type: { text: 'textfield', email: 'email', tel: 'phoneNumber' }[kind] }
}
