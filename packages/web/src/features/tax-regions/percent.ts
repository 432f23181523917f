import { money } from '@causeway/shared/money';

/** "7.2500" → "7.25 %" */
export const formatPercent = (rate: string): string => `${money(rate).toFixed()} %`;
