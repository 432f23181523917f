import type { WireRecord, WireReference } from '../../../connectwise/wire/wire.ts';
import type { FactValue, FilterFacts } from '../../integration/filters/filters.rules.ts';

type Given = Partial<FilterFacts>;

/** What the filters look at in a record of ConnectWise; it was created when `_info` says it was entered. */
export const wireFacts = (record: WireRecord, given: Given): FilterFacts => ({
  choices: {},
  flags: {},
  createdAt: record._info?.dateEntered ? new Date(record._info.dateEntered) : null,
  ...given,
});

/** References as values; what is empty is no value. */
export const valuesOf = (...references: (WireReference | null | undefined)[]): FactValue[] =>
  references.flatMap((one) => (one ? [{ id: String(one.id), label: one.name ?? one.identifier ?? `#${one.id}` }] : []));
