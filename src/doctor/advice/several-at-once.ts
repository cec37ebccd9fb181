/** The mistake after which the doctor goes on with one request at a time. */
export const severalAtOnce = 'of several requests that come at once, not all are taken'
