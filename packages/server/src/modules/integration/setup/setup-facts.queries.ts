import { referenceKinds } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { allCustomFields } from '../../crm/custom-fields/custom-field.queries.ts';
import { pipeline } from '../mapping/stage-mapping.queries.ts';
import { readMappedRegions } from '../mapping/tax-regions.queries.ts';
import type { SetupFacts } from './section.ts';

/** Everything that a configuration is held against, in a fixed number of statements. */
export async function readSetupFacts(tx: Tx, connectionId: Id): Promise<SetupFacts> {
  return {
    lists: await readReferenceLists(tx, connectionId, referenceKinds),
    taxRegions: await readMappedRegions(tx, connectionId, []),
    stages: await pipeline(tx),
    crmFields: await allCustomFields(tx),
  };
}
