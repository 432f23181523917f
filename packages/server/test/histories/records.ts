import type { Story } from './story.ts';
import { type Entity, remoteTable } from './words.ts';
import { type World } from './world.ts';

/** Records that people there see. */
export function remote({ app }: World, story: Story, entity: Entity) {
  return app.sandbox.store
    .list(remoteTable[entity])
    .filter((row) => row.deletedFlag !== true && !story.wasThere.has(`${entity} ${row.id}`));
}

/** Of those the linked ones, oldest first. */
export async function linked(
  world: World,
  story: Story,
  entity: Entity,
): Promise<{ localId: string; remoteId: string }[]> {
  const found = await world.rows<{ localId: string; remoteId: string }>(
    `select local_id as "localId", remote_id as "remoteId" from entity_link where entity = $1 and state = 'linked' order by remote_id::int`,
    [entity],
  );
  const there = new Set(remote(world, story, entity).map(({ id }) => String(id)));
  return found.filter(({ remoteId }) => there.has(remoteId));
}
