/** The most octets that an e-mail address may have (RFC 5321, 4.5.3.1.3). */
export const MAX_EMAIL_OCTETS = 254
