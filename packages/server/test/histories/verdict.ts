import { modeCapabilities } from '../../src/modules/integration/configuration/mode.rules.ts';
import { standInsOf } from '../../src/modules/sync/conflicts/base.rules.ts';
import { readLocalRows } from '../../src/modules/sync/pull/decide/local-rows.queries.ts';
import { wordOf } from '../../src/modules/sync/records/fields/field-table.ts';
import { syncedFields } from '../../src/modules/sync/records/synced-fields.rules.ts';
import { syncOf } from '../../src/modules/sync/registry.ts';
import { isSame } from '../../src/platform/is-same.ts';
import type { Agreement } from './agreement.ts';
import { lastEvent, updatesSince } from './heal.ts';
import { lines } from './lines.ts';
import { removals } from './removals.ts';
import type { Story } from './story.ts';
import { type Entity, entities, type Mode, remoteTable } from './words.ts';
import { type World } from './world.ts';

const QUIET_CYCLES = 3;

/** What is wrong with both systems after a history; nothing where they agree. */
export async function verdict(world: World, mode: Mode, story: Story, agreement: Agreement): Promise<string[]> {
  const wrong = [...(await removals(world, mode, story, agreement)), ...(await agreement.end())];
  wrong.push(...(await linksOf(world, story)), ...(await unexplained(world, mode, story)));
  for (const entity of entities) wrong.push(...(await differences(world, mode, entity, story)));
  return [...wrong, ...(await lines(world)), ...(await restless(world))];
}

/** Polls that find nothing to do write nothing, and say nothing; no more does a comparison of both sides. */
async function restless(world: World): Promise<string[]> {
  world.app.sandbox.clearJournal();
  const since = await lastEvent(world);
  for (let round = 0; round < QUIET_CYCLES; round++) await world.cycle();
  await world.compare();
  return [
    ...world.writes().map((write) => `With nothing left to do ConnectWise got ${write}.`),
    ...(await updatesSince(world, since)).map((said) => `With nothing left to do the log says: ${said}`),
  ];
}

/** One link a record, and nothing of ours that came back as another record. */
async function linksOf(world: World, story: Story): Promise<string[]> {
  const twice = await world.rows<{ entity: string; id: string }>(
    `select entity, remote_id as id from entity_link where state = 'linked' group by 1, 2 having count(*) > 1
     union select entity, local_id::text from entity_link where state = 'linked' group by 1, 2 having count(*) > 1`,
  );
  const pulled = await world.rows<{ entity: string; id: string }>(
    `select entity, remote_id as id from entity_link where origin = 'pulled'`,
  );
  return [
    ...twice.map(({ entity, id }) => `${entity} ${id} is linked twice.`),
    ...pulled
      .filter(({ entity, id }) => !story.madeThere.has(`${entity} ${id}`))
      .map(({ entity, id }) => `${entity} ${id} was made by a push, and came in as another record.`),
  ];
}

/** Records that are on one side alone, and nothing says why. */
async function unexplained(world: World, mode: Mode, story: Story): Promise<string[]> {
  const wrong: string[] = [];
  const won = new Set(
    (
      await world.rows<{ id: string }>(
        `select o.id from opportunity o join pipeline_stage s on s.id = o.stage_id where s.kind = 'won'`,
      )
    ).map(({ id }) => id),
  );
  for (const entity of entities) {
    const here = await world.rows<{ id: string; name: string; link: string | null; why: boolean }>(
      `select t.id, to_jsonb(t) ->> '${entity === 'contact' ? 'first_name' : 'name'}' as name,
         (select state from entity_link l where l.entity = $1 and l.local_id = t.id order by state desc limit 1) as link,
         exists (select from sync_issue i where i.local_id = t.id and i.state = 'open')
           or exists (select from audit_event a where a.local_id = t.id and a.status in ('skipped', 'error')) as why
       from ${syncOf(entity).table.name} t`,
      [entity],
    );
    for (const { id, name, link, why } of here)
      if (!link && !why && (mode === 'REAL_TIME' || won.has(id)))
        wrong.push(`${entity} "${name}" (${id}) stays here alone, and nothing says why.`);
    for (const row of world.app.sandbox.store.list(remoteTable[entity])) {
      if (row.deletedFlag === true || story.wasThere.has(`${entity} ${row.id}`)) continue;
      const [found] = await world.rows(
        `select from entity_link where entity = $1 and remote_id = $2 and state = 'linked'
         union all select from sync_skip where entity = $1 and remote_id = $2
         union all select from sync_issue where entity = $1 and remote_id = $2 and state = 'open'`,
        [entity, String(row.id)],
      );
      if (!found) wrong.push(`${entity} ${row.id} stays in ConnectWise alone, and nothing says why.`);
    }
  }
  return wrong;
}

/** Fields of linked records that differ, and nothing says why. */
async function differences(world: World, mode: Mode, entity: Entity, story: Story): Promise<string[]> {
  const sync = world.syncOf(entity);
  const wrong: string[] = [];
  const links = await world.rows<{
    localId: string;
    remoteId: string;
    base: Record<string, unknown> | null;
    held: boolean;
  }>(
    `select local_id as "localId", remote_id as "remoteId", base,
       exists (select from sync_issue i where i.state = 'open' and (i.local_id = l.local_id or (i.entity = l.entity and i.remote_id = l.remote_id)))
         or exists (select from push_request r where r.entity = l.entity and r.local_id = l.local_id and r.state = 'parked' and r.waits_for is not null)
         or exists (select from sync_skip s where s.entity = l.entity and s.remote_id = l.remote_id and exists (
           select from audit_event a where a.local_id = l.local_id and a.status = 'skipped' and a.code = s.code)) as held
     from entity_link l where entity = $1 and state = 'linked'`,
    [entity],
  );
  const passing = new Map(
    syncedFields([sync], modeCapabilities[mode === 'REAL_TIME' ? 'real_time' : 'pull_new_push_won']).map((one) => [
      one.field,
      one,
    ]),
  );
  const rows = await world.app.database.inWorkspace(world.workspaceId, (tx) =>
    readLocalRows(
      tx,
      sync.table,
      links.map(({ localId }) => localId),
    ),
  );
  for (const { localId, remoteId, base, held } of links) {
    // By its mode what was edited on one side stays there.
    if (held || (mode !== 'REAL_TIME' && story.touched.has(`${entity} ${localId}`))) continue;
    const theirs = await world.theirs(entity, remoteId);
    const ours = rows.get(localId)?.fields;
    if (!theirs || !ours) {
      wrong.push(`${entity} ${localId} is linked to ${remoteId}, which ${theirs ? 'is not here' : 'cannot be read'}.`);
      continue;
    }
    const log = await world.rows<{ description: string }>(
      `select description from audit_event where local_id = $1 order by seq`,
      [localId],
    );
    const said = log.map(({ description }) => description).join('\n');
    if (entity === 'opportunity') wrong.push(...closedOtherwise(world, String(ours.stageId), remoteId, said));
    for (const field of Object.keys(sync.fields).filter((one) => sync.fields[one]?.derived !== true)) {
      const [a, b] = [ours[field] ?? null, theirs[field] ?? null];
      if (passing.get(field)?.in === 'never' || isSame(a, b)) continue;
      const standIns = standInsOf(base);
      if (field in standIns && isSame(standIns[field], b) && isSame(base?.[field], a)) continue;
      if (isExplained(said, wordOf(sync.fields, field)) || (field === 'stageId' && isOver(world, a, base))) continue;
      wrong.push(
        `${entity} ${localId} ↔ ${remoteId}: ${field} is ${JSON.stringify(a)} here and ${JSON.stringify(b)} there (agreed: ${JSON.stringify(base?.[field])}, stand-in: ${JSON.stringify(standIns[field])}). The log: ${said.split('\n').slice(-4).join(' | ')}`,
      );
    }
  }
  return wrong;
}

/** What its stage in ConnectWise is mapped to says nothing of an opportunity that both sides hold as over; whether they do is told by `closedOtherwise`. */
const isOver = ({ stages }: World, stageId: unknown, base: Record<string, unknown> | null): boolean =>
  (stageId === stages.won || stageId === stages.lost) && base?.stageId === stageId;

/** An opportunity that is over on one side is over on the other, or the log says that its status does not count. */
function closedOtherwise(
  { app: { sandbox }, stages }: World,
  stageId: string,
  remoteId: string,
  said: string,
): string[] {
  const { store } = sandbox;
  const row = store.get('opportunities', Number(remoteId));
  const status = store.get('opportunityStatuses', Number((row?.status as { id?: number } | undefined)?.id));
  if (!status) return [];
  const there = status.wonFlag ? 'won' : status.lostFlag || status.closedFlag ? 'lost' : 'open';
  const here = stageId === stages.won ? 'won' : stageId === stages.lost ? 'lost' : 'open';
  if (here === there || (there !== 'open' && said.includes(`Status ${String(status.name)} `))) return [];
  return [
    `opportunity ${remoteId} is ${here} here and ${there} in ConnectWise ("${String(status.name)}"), and nothing says why.`,
  ];
}

const isExplained = (log: string, word: string): boolean =>
  log.split(/(?<=\.)\s/).some((sentence) => /^Not (sent|taken in): /.test(sentence) && sentence.includes(word));
