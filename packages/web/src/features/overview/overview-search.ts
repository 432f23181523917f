import { oneOf, searchOf } from '../../components/url-search.ts';

export const activityRanges = ['24h', '7d', '30d'] as const;

/** The overview in the address: the time of its chart, a day unless said. */
export const overviewSearch = searchOf({ range: oneOf(...activityRanges) });
