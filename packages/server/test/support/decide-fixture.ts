import { emptyConfiguration } from '@causeway/shared/forms/configuration/configuration';
import { parseAll } from '../../src/connectwise/wire/wire.ts';
import { filtersFor } from '../../src/modules/integration/filters/filters.rules.ts';
import type { EntityLink, PulledEntity } from '../../src/modules/links/link.ts';
import type { ResolveFacts } from '../../src/modules/sync/pull/decide/load-facts.queries.ts';
import type { OpenOutcome } from '../../src/modules/sync/pull/decide/open-outcome.ts';
import { resolvePage } from '../../src/modules/sync/pull/decide/resolve.rules.ts';
import { type ParsedRecord, parseRecord } from '../../src/modules/sync/pull/prepare/parsed-record.rules.ts';
import { keyOf, type ReferenceState } from '../../src/modules/sync/pull/prepare/reference-state.ts';
import type { EntitySync } from '../../src/modules/sync/records/entity-sync.ts';
import { noStages } from '../../src/modules/sync/records/stage-resolver.ts';
import { syncOf } from '../../src/modules/sync/registry.ts';

/** Pages of real records for the stages that decide them, without a database. */

export const companies = syncOf('company');
export const contacts = syncOf('contact');
export const products = syncOf('product');

/** As the client hands it over. */
function parsed(sync: EntitySync, raw: Record<string, unknown>, enrichment?: { value: unknown }): ParsedRecord {
  const { records, invalid } = parseAll(sync.wire, [raw]);
  const [record] = records;
  if (!record) throw new Error(invalid[0]?.reason ?? 'no record');
  return parseRecord(sync, record, enrichment);
}

const at = '2026-01-02T03:04:05Z';

export const company = (id: number, more: Record<string, unknown> = {}): ParsedRecord =>
  parsed(companies, { id, name: `Company ${id}`, identifier: `C${id}`, _info: { lastUpdated: at }, ...more });

export const contact = (id: number, companyId: number): ParsedRecord =>
  parsed(contacts, { id, firstName: `Ana ${id}`, company: { id: companyId, name: `Company ${companyId}` } });

/** A catalog item; with parts it is a bundle of these. */
export const item = (id: number, parts: readonly number[] = []): ParsedRecord =>
  parsed(
    products,
    { id, identifier: `I${id}`, description: `Item ${id}`, ...(parts.length > 0 ? { productClass: 'Bundle' } : {}) },
    { value: parts.map((part, index) => ({ id: index + 1, quantity: 1, catalogItem: { id: part } })) },
  );

export const noFilters = (entity: PulledEntity) => filtersFor(entity, 'in', []);

export const linked = (remoteId: string, more: Partial<EntityLink> = {}): EntityLink => ({
  id: `link-${remoteId}`,
  connectionId: 'connection',
  entity: 'company',
  localId: `local-${remoteId}`,
  remoteId,
  parentLocalId: null,
  state: 'linked',
  origin: 'pulled',
  remoteUpdatedAt: new Date('2026-01-01T00:00:00Z'),
  remoteHash: 'an older one',
  base: null,
  syncedAt: new Date('2026-01-01T00:00:00Z'),
  hold: null,
  ...more,
});

export const openOutcome = (remoteId: string, more: Partial<OpenOutcome> = {}): OpenOutcome => ({
  remoteId,
  issueId: null,
  issueCode: null,
  issueMessage: null,
  attempts: 0,
  skipCode: null,
  skipReason: null,
  localId: null,
  ...more,
});

export const reference = (
  entity: PulledEntity,
  remoteId: string,
  more: Partial<ReferenceState> = {},
): [string, ReferenceState] => [
  keyOf(entity, remoteId),
  { entity, remoteId, localId: null, skipCode: null, skipReason: null, issueMessage: null, ...more },
];

export const factsOf = (...references: [string, ReferenceState][]): ResolveFacts => ({
  references: new Map(references),
  context: {
    configuration: emptyConfiguration(),
    stages: noStages,
    ownerOf: () => undefined,
    taxRegionIdOf: () => undefined,
  },
});

/** `new-1`, `new-2`, … */
export function counter(): () => string {
  let last = 0;
  return () => `new-${++last}`;
}

/** Records as they come out of stage 3, none of them linked. */
export const openRecords = (sync: typeof companies, records: readonly ParsedRecord[], facts = factsOf()) =>
  resolvePage(sync, records, facts, { decisions: new Map(), links: new Map(), newId: counter() });
