/** The runtime escapes quotes in attributes but leaves ampersands, so `&amp;` as typed would come back as `&`. */
export const setAttributeText = (element: Element, attribute: string, text: string): Element =>
  element.setAttribute(attribute, text.replaceAll('&', '&amp;'))
