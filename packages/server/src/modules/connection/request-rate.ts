/** Highest rate of requests for one connection and process unless said otherwise; keeps below ConnectWise's 1,000 a minute. */
export const REQUESTS_PER_SECOND = 12;
