import { Decimal } from 'decimal.js';
import type { BillingKind } from './vocabulary.ts';

/** How something is billed. `price` and `cost` beside it are paid once; `recurringPrice` and `recurringCost` each cycle. */
export interface Billing {
  billing: BillingKind;
  /** What people call the cycle, such as "Monthly"; null when it is billed once. */
  billingCycle: string | null;
  /** The cycle's ID in ConnectWise, where it came from there. */
  billingCycleId: string | null;
  /** After so many cycles it ends; null when it goes on. */
  billingCycles: number | null;
  recurringPrice: string;
  recurringCost: string;
}

/** What is offered when a cycle is chosen; any other name may be typed or come from ConnectWise. */
export const usualCycles = ['Monthly', 'Quarterly', 'Semi-annually', 'Annually'] as const;

const YEAR = 12;
/** By the words in the name, the first that fits: "Semi-annually" before "annually". */
const lengths: readonly [RegExp, Decimal][] = [
  [/bi-?\s*week|fortnight|every (2|two) weeks/, new Decimal(YEAR).div(26)],
  [/week/, new Decimal(YEAR).div(52)],
  [/semi-?\s*month|twice a month/, new Decimal('0.5')],
  [/bi-?\s*month|every (2|two) months|^2 months/, new Decimal(2)],
  [/quarter|every (3|three) months|^3 months/, new Decimal(3)],
  [/semi-?\s*annual|half-?\s*year|bi-?\s*annual|every (6|six) months|^6 months/, new Decimal(6)],
  [/biennial|every (2|two) years|^2 years/, new Decimal(24)],
  [/triennial|every (3|three) years|^3 years/, new Decimal(36)],
  [/month/, new Decimal(1)],
  [/year|annual/, new Decimal(YEAR)],
  [/daily|\bday/, new Decimal(YEAR).div(365)],
];

/** How many months a cycle lasts, by its name; null when the name does not say. */
export function monthsOfCycle(name: string | null): Decimal | null {
  const words = (name ?? '').toLowerCase();
  return lengths.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** What is billed once has no cycle. A cycle that was renamed is no longer the one that ConnectWise knew. */
export function settleBilling<T extends Billing>(
  edited: T,
  stored?: Pick<Billing, 'billingCycle' | 'billingCycleId'>,
): T {
  if (edited.billing === 'one_time')
    return {
      ...edited,
      billingCycle: null,
      billingCycleId: null,
      billingCycles: null,
      recurringPrice: '0',
      recurringCost: '0',
    };
  const isRenamed = stored !== undefined && stored.billingCycle !== edited.billingCycle;
  const hasOldId = stored?.billingCycleId === edited.billingCycleId;
  return isRenamed && hasOldId ? { ...edited, billingCycleId: null } : edited;
}
