import { Ctx, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { readMappedCustomFields } from '../../../integration/mapping/mapped-custom-fields.queries.ts';
import { configuredSync } from '../../records/fields/configured-fields.ts';
import { registry } from '../../registry.ts';
import { type Standing, skippedCodes, type TallyRow, tallyHere, tallyThere } from './record-tallies.queries.ts';
import { RecordTallies, type RecordTally } from './record-tallies.type.ts';

/** Every record of both sides, each counted once. */
@Resolver()
export class RecordTalliesResolver {
  constructor(
    private readonly connections: Connections,
    private readonly settings: Pick<SettingsService, 'of'>,
  ) {}

  @Query(() => [RecordTallies], {
    description:
      'Every record of both sides by how it stands; empty without a connection. Costs a count of all records.',
  })
  recordTallies(@Ctx() context: Context): Promise<RecordTallies[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.read(tx), { readOnly: true });
  }

  private async read(tx: Tx): Promise<RecordTallies[]> {
    const connection = await this.connections.active(tx);
    if (!connection) return [];
    const { configuration } = await this.settings.of(tx, connection.id);
    const mapped = await readMappedCustomFields(tx, connection.id, configuration);
    const found: RecordTallies[] = [];
    for (const sync of registry) {
      const { fields } = configuredSync(sync, { configuration: { fieldDirections: [] }, mapped });
      const here = tallyOf(await tallyHere(tx, connection.id, sync, fields));
      const there = tallyOf(
        await tallyThere(tx, connection.id, sync, fields),
        await skippedCodes(tx, connection.id, sync),
      );
      found.push({ entity: sync.entity, here, there });
    }
    return found;
  }
}

function tallyOf(rows: readonly TallyRow[], codes: string[] = []): RecordTally {
  const of = (standing: Standing): number => rows.find((row) => row.standing === standing)?.count ?? 0;
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    linked: of('linked') + of('held_edit') + of('by_choice'),
    heldEdits: of('held_edit'),
    differByChoice: of('by_choice'),
    pending: of('pending'),
    failing: of('failing'),
    broken: of('broken'),
    paused: of('paused'),
    never: of('never'),
    excluded: of('excluded'),
    skipped: of('skipped'),
    skippedCodes: codes,
    dismissed: of('dismissed'),
    notSent: of('not_sent'),
  };
}
