/**
 * What a coordinator is warned of before they book or move an appointment. `outside-hours`: part of it is outside their
 * open hours. `has-appointment`: a parent who takes part has another one to come. `back-to-back`: people of another
 * session in person may still be, or already be, at the door.
 */
export const appointmentWarnings = ['outside-hours', 'has-appointment', 'back-to-back'] as const
export type AppointmentWarning = (typeof appointmentWarnings)[number]
