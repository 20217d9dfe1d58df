/** Where the contact holds of a file stand together, the gravest first. */
export type ContactHoldState = 'order-forbids' | 'on-hold' | 'related-on-hold'
