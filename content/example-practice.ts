/** The name of the example practice, by which its settings are known. */
export const EXAMPLE_NAME = 'Lantern Street'

export const isExamplePractice = (name: string): boolean => name.includes(EXAMPLE_NAME)
