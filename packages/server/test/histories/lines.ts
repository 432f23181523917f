import { quoteTotals } from '@causeway/shared/quote-totals';
import { readQuote } from '../../src/modules/sync/push/attempt/crm-records.queries.ts';
import type { World } from './world.ts';

/**
 * The lines of every win that was closed in ConnectWise come to what its accepted quote comes to, and nothing of an earlier quote is left. A quote that
 * nobody has accepted does not go out with a win, unless its lines went out while the opportunity was open and ConnectWise won it.
 */
export async function lines(world: World): Promise<string[]> {
  const wins = await world.rows<{ id: string; remoteId: string; hadLines: boolean }>(
    `select o.id, l.remote_id as "remoteId",
       exists (select from audit_event a where a.opportunity_id = o.id and a.description like 'Added line %') as "hadLines"
     from opportunity o join pipeline_stage s on s.id = o.stage_id and s.kind = 'won'
     join entity_link l on l.entity = 'opportunity' and l.local_id = o.id and l.state = 'linked'
     join push_request r on r.entity = 'opportunity' and r.local_id = o.id and r.state = 'done'
     where not exists (select from sync_issue i where i.local_id = o.id and i.state = 'open')`,
  );
  const { store } = world.app.sandbox;
  const wrong: string[] = [];
  for (const { id, remoteId, hadLines } of wins) {
    const quote = await world.app.database.inWorkspace(world.workspaceId, (tx) =>
      readQuote(tx, id, { orNewest: hadLines }),
    );
    if (!store.get('opportunities', Number(remoteId))) continue;
    const lines = quote?.lines ?? [];
    const present = store
      .list('products')
      .filter((row) => String((row.opportunity as { id?: unknown } | undefined)?.id) === remoteId);
    const there = present.reduce((sum, row) => sum + Number(row.price ?? 0) * Number(row.quantity ?? 0), 0);
    const { subtotal } = quoteTotals(lines);
    const bundles = await world.rows(`select from bundle_line where bundle_id = any ($1)`, [
      lines.flatMap(({ productId }) => productId ?? []),
    ]);
    // What a bundle becomes depends on the settings at that time, and on its parts.
    const isCounted = bundles.length === 0;
    if (there.toFixed(2) !== subtotal || (isCounted && present.length !== lines.length))
      wrong.push(
        `opportunity ${id} ↔ ${remoteId}: its quote has ${lines.length} lines of ${subtotal}, ConnectWise ${present.length} of ${there.toFixed(2)}.`,
      );
  }
  return wrong;
}
