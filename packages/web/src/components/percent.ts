import { money } from '@causeway/shared/money';
import { groupDigits } from './language/language.ts';

/** "7.2500" → "7.25 %", as the reader writes it. */
export const formatPercent = (rate: string): string => `${groupDigits(money(rate).toFixed())} %`;
