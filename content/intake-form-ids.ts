/** The ids of the forms that are a parent’s intake: of whoever opens a file, and of whoever joins one. */
export const intakeFormIds = ['intake', 'joining'] as const
