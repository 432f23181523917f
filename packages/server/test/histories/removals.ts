import type { Agreement } from './agreement.ts';
import { heal, lastEvent } from './heal.ts';
import type { Story } from './story.ts';
import type { Entity, Mode } from './words.ts';
import type { World } from './world.ts';

interface Removed {
  entity: Entity;
  localId: string;
  remoteId: string;
  state: string;
}

/**
 * A record that was deleted in ConnectWise: once somebody uses it, or both sides are compared, its link is broken, once; one issue says so, and
 * nothing else is touched. Nothing is written to ConnectWise, and no word is said of another record.
 */
export async function removals(world: World, mode: Mode, story: Story, agreement: Agreement): Promise<string[]> {
  const wrong: string[] = [];
  const removed = await removedOf(world, story);
  if (removed.length === 0) return wrong;
  // Where only wins go out, nobody uses a record that is linked: the nightly comparison of both sides finds what is gone.
  if (mode !== 'REAL_TIME') await agreement.over(() => world.compare());
  for (const { entity, localId, remoteId, state } of removed) {
    if (state !== 'linked' || mode !== 'REAL_TIME') continue;
    const since = await lastEvent(world);
    world.app.sandbox.clearJournal();
    await agreement.over(async () => {
      await world.app.graphql(
        'mutation ($entity: EntityType!, $localId: ID) { syncRecord(entity: $entity, localId: $localId) { pulled pushed problems { message } } }',
        { entity: entity.toUpperCase(), localId },
      );
      await world.settle();
    });
    wrong.push(
      ...world.writes().map((write) => `A deleted ${entity} ${remoteId} was used, and ConnectWise got ${write}.`),
    );
    const others = await world.rows<{ description: string }>(
      `select description from audit_event where seq > $1::bigint and local_id is distinct from $2`,
      [since, localId],
    );
    wrong.push(
      ...others.map(
        ({ description }) =>
          `A deleted ${entity} ${remoteId} was used, and of another record the log says: ${description}`,
      ),
    );
  }
  await heal(world, agreement);
  for (const { entity, localId, remoteId, state } of await removedOf(world, story)) {
    const what = `${entity} ${localId}, whose record ${remoteId} was deleted in ConnectWise,`;
    if (state !== 'broken') wrong.push(`${what} has a link that is ${state}.`);
    // One cause is one issue: that of a push of another record that waits for it says it as well.
    const issues = await world.rows<{ message: string; isOwn: boolean }>(
      `select message, local_id = $1 or (entity = $2 and remote_id = $3) as "isOwn" from sync_issue
       where state = 'open' and (local_id = $1 or (entity = $2 and remote_id = $3) or (code = 'link_broken' and detail ->> 'about' = $1::text))`,
      [localId, entity, remoteId],
    );
    const own = issues.filter(({ isOwn }) => isOwn);
    if (issues.length === 0 || own.length > 1)
      wrong.push(`${what} has ${own.length} open issues: ${own.map(({ message }) => message).join(' | ')}`);
  }
  return wrong;
}

const removedOf = async (world: World, story: Story): Promise<Removed[]> =>
  (
    await world.rows<Removed>(
      `select entity, local_id as "localId", remote_id as "remoteId", state from entity_link
       where entity in ('company', 'contact', 'product', 'opportunity') order by entity, remote_id::int`,
    )
  ).filter(({ entity, remoteId }) => story.deletedThere.has(`${entity} ${remoteId}`));
