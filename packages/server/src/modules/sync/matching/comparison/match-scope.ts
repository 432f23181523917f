import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { resolveDefaults } from '../../../integration/configuration/defaults.rules.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import {
  type CrmFactsSetup,
  type CrmFilterRow,
  listFilterRows,
} from '../../../integration/filters/crm-rows.queries.ts';
import { type EntityFilters, exclusionOf, filtersFor } from '../../../integration/filters/filters.rules.ts';
import type { FilterSettings } from '../../../integration/filters/inactive-companies.rules.ts';
import { filterLists, incomingFilters, labelsFrom } from '../../../integration/filters/pull-filters.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { syncOf } from '../../registry.ts';
import type { ExcludedRecord } from './excluded.queries.ts';
import { readComparedRevision } from './match-runs.queries.ts';
import { type ChangedFilters, changedFilters } from './match-scope.rules.ts';

/** The filters that a comparison goes by, from its beginning to its end. */
export interface MatchScope {
  /** What may come in. */
  incoming(entity: PulledEntity): EntityFilters;
  /** What may go out. */
  outgoing(entity: PulledEntity): EntityFilters;
  setup: CrmFactsSetup;
}

export async function readMatchScope(
  tx: Tx,
  settings: Pick<SettingsService, 'atRevision'>,
  run: { connectionId: Id; settingsRevision: number | null },
): Promise<MatchScope> {
  const configuration = await settings.atRevision(tx, run.connectionId, run.settingsRevision);
  const lists = await readReferenceLists(tx, run.connectionId, filterLists);
  return {
    incoming: (entity) => incomingFilters(configuration, lists, entity),
    outgoing: (entity) => filtersFor(entity, 'out', configuration.filters, labelsFrom(lists)),
    setup: { lists, defaults: resolveDefaults(configuration.defaults, lists) },
  };
}

/** What has changed since the last comparison that came to its end; nothing when there is none. */
export async function changedSinceCompared(
  tx: Tx,
  settings: Pick<SettingsService, 'of' | 'atRevision'>,
  connectionId: Id,
): Promise<ChangedFilters[]> {
  const compared = await readComparedRevision(tx, connectionId);
  if (!compared) return [];
  const { configuration, revision } = await settings.of(tx, connectionId);
  if (compared.revision === revision) return [];
  // Comparisons of old went by no filters.
  const then = compared.revision === null ? null : await settings.atRevision(tx, connectionId, compared.revision);
  const lists = await readReferenceLists(tx, connectionId, filterLists);
  return changedFilters(then ?? withoutFilters, configuration, lists);
}

const withoutFilters: FilterSettings = { filters: [], options: { inactiveCompanies: 'sync' } };

const AT_ONCE = 5_000;

/** The records of the CRM that filters keep from going out; a statement for each 5,000, and none without rules. */
export async function excludedInCrm(
  tx: Tx,
  { outgoing, setup }: MatchScope,
  entity: PulledEntity,
): Promise<ExcludedRecord[]> {
  const filters = outgoing(entity);
  const { crmSide } = syncOf(entity);
  const excludedHere: ExcludedRecord[] = [];
  if (filters.chosen.length === 0) return excludedHere;
  for (let after: Id | null = null; ; ) {
    const rows: CrmFilterRow[] = await listFilterRows(tx, crmSide, { after, limit: AT_ONCE });
    for (const row of rows) {
      const exclusion = exclusionOf(filters, crmSide.facts(row, setup));
      if (exclusion) excludedHere.push({ recordId: row.id, rule: exclusion.rule, reason: exclusion.reason });
    }
    if (rows.length < AT_ONCE) return excludedHere;
    after = rows.at(-1)?.id ?? null;
  }
}
