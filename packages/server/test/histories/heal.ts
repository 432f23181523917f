import type { Agreement } from './agreement.ts';
import type { World } from './world.ts';

const MAX_CYCLES = 10;

/** Faults are over: everything is tried again until nothing is left to do. */
export async function heal(world: World, agreement: Agreement): Promise<void> {
  world.app.sandbox.clearFaults();
  await world.probe();
  for (let round = 0; round < MAX_CYCLES; round++) {
    const open = await world.rows<{ id: string }>(`select id from sync_issue where state = 'open'`);
    if (open.length > 0)
      await world.app.graphql('mutation ($ids: [ID!]!) { retryIssues(ids: $ids) { problems { code } } }', {
        ids: open.map(({ id }) => id),
      });
    world.app.sandbox.clearJournal();
    const since = await lastEvent(world);
    await agreement.over(() => world.cycle(), { isAtOnce: round > 0 });
    const told = await updatesSince(world, since);
    if (round > 0 && world.writes().length === 0 && told.length === 0) return;
  }
}

/** The newest row of the audit log. */
export const lastEvent = async (world: World): Promise<string> =>
  (await world.rows<{ seq: string }>(`select coalesce(max(seq), 0)::text as seq from audit_event`))[0]?.seq ?? '0';

/** What was told as a change after it. */
export const updatesSince = async (world: World, since: string): Promise<string[]> =>
  (
    await world.rows<{ description: string }>(
      `select description from audit_event where seq > $1::bigint and status = 'success' and operation in ('create', 'update', 'link') order by seq`,
      [since],
    )
  ).map(({ description }) => description);
