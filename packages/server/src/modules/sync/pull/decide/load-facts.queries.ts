import type { Tx } from '../../../../platform/database/database.ts';
import { regionOfCode } from '../../../integration/mapping/tax-map.rules.ts';
import { readMappedRegions } from '../../../integration/mapping/tax-regions.queries.ts';
import type { EntitySync, ResolveContext } from '../../records/entity-sync.ts';
import { loadOwners } from '../../records/owner-resolver.queries.ts';
import { loadStageResolver } from '../../records/stage-resolver.queries.ts';
import { noStages } from '../../records/stage-resolver.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { ReferenceState } from '../prepare/reference-state.ts';
import { readReferences } from '../prepare/references.queries.ts';

/** What records need besides themselves to get the CRM's IDs. */
export interface ResolveFacts {
  references: ReadonlyMap<string, ReferenceState>;
  /** Everything that a mapper may ask for but the IDs of other records, which depend on what the page decides. */
  context: Omit<ResolveContext, 'localIdOf'>;
}

/** Stage 2: one statement for each kind of fact that these records need, whatever their number. */
export async function loadFacts(
  tx: Tx,
  { connectionId, configuration }: PullContext,
  sync: EntitySync,
  undecided: readonly ParsedRecord[],
): Promise<ResolveFacts> {
  const references = await readReferences(
    tx,
    connectionId,
    undecided.flatMap(({ draft }) => (draft ? sync.references(draft) : [])),
  );
  const needsStages = sync.usesStages && undecided.length > 0;
  const needsRegions = sync.usesTaxRegions && undecided.length > 0;
  const taxRegions = needsRegions ? await readMappedRegions(tx, connectionId, configuration.taxMap.pairs) : [];
  return {
    references,
    context: {
      configuration,
      stages: needsStages ? await loadStageResolver(tx, connectionId, configuration) : noStages,
      ownerOf: needsStages ? await loadOwners(tx, connectionId) : () => undefined,
      taxRegionIdOf: (taxCodeId) => regionOfCode(taxCodeId, taxRegions),
    },
  };
}
