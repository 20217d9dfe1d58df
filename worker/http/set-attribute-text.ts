/**
 * Sets an attribute to a text. The runtime escapes quotes but not ampersands, so that a typed `&amp;` would come back
 * as `&`.
 */
export const setAttributeText = (element: Element, attribute: string, text: string): Element =>
  element.setAttribute(attribute, text.replaceAll('&', '&amp;'))
