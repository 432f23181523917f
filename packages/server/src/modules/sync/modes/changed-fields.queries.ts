import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import type { Base } from '../conflicts/base.rules.ts';
import { syncOf } from '../registry.ts';

/**
 * What becomes of the agreement on a field. `keep`: it stays, unless ConnectWise was last seen with a value that was not taken in. `keep_sent`: the same
 * of a field that was not sent, so that a value that ConnectWise shows for ours of a new record is no agreement either; `keep_exact`: the same of a
 * date or a number, of which ConnectWise has no form of its own. Links that were made before such fields were marked tell it by their values. `forget`: it stands for another one. `put_aside`:
 * it stands for none until it is put together with the same one again, `pair`, which is `take_up`.
 */
export type Agreement = 'keep' | 'keep_sent' | 'keep_exact' | 'forget' | 'put_aside' | 'take_up';

export interface ChangedField {
  field: string;
  agreement: Agreement;
  /** The custom field of the CRM. */
  pair: string | null;
}

/** The base of the link `l` after a change of the fields `$3` to `$5`; edits of `$6` that an earlier mode has held go out with the change. */
const afterChange = `
  cross join lateral (
    select
      coalesce(array_agg(k.field) filter (where k.agreement in ('forget', 'put_aside', 'take_up')
        or jsonb_exists(coalesce(l.base -> '$closed', '{}'), k.field)
        or (k.agreement in ('keep_sent', 'keep_exact') and jsonb_exists(coalesce(l.base -> '$standIns', '{}'), k.field)
          and (jsonb_exists(coalesce(l.base -> '$unsent', '[]'), k.field)
            or (v.ours not in ('', 'false') and (k.agreement = 'keep_exact' or v.shown in ('', 'false')))))), '{}') as gone,
      coalesce(jsonb_object_agg(k.field, l.base #> array['$aside', k.field, 'agreed'])
        filter (where k.agreement = 'take_up' and l.base #>> array['$aside', k.field, 'pair'] = k.pair), '{}') as taken_up,
      coalesce(jsonb_object_agg(k.field, jsonb_build_object('pair', k.pair, 'agreed', l.base -> k.field))
        filter (where k.agreement = 'put_aside' and jsonb_exists(l.base, k.field)), '{}') as put_aside
    from unnest($3::text[], $4::text[], $5::text[]) as k(field, agreement, pair)
    cross join lateral (select coalesce(l.base ->> k.field, '') as ours, coalesce(l.base #>> array['$standIns', k.field], '') as shown) v) c
  cross join lateral (select (coalesce(l.base -> '$standIns', '{}') - c.gone) as stand_ins,
    (coalesce(l.base -> '$aside', '{}') - c.gone) || c.put_aside as aside, coalesce(l.base -> '$unsent', '[]') - c.gone as unsent,
    coalesce(l.base -> '$heldEdits', '{}') - $6::text[] as held) d
  cross join lateral (select (l.base - c.gone - '$standIns' - '$aside' - '$unsent' - '$heldEdits') || c.taken_up
    || case when d.stand_ins = '{}' then '{}' else jsonb_build_object('$standIns', d.stand_ins) end
    || case when d.held = '{}' then '{}' else jsonb_build_object('$heldEdits', d.held) end
    || case when d.unsent = '[]' then '{}' else jsonb_build_object('$unsent', d.unsent) end
    || case when d.aside = '{}' then '{}' else jsonb_build_object('$aside', d.aside) end as base) n`;

const paramsOf = (connectionId: Id, entity: PulledEntity, changed: readonly ChangedField[]): unknown[] => [
  connectionId,
  entity,
  changed.map(({ field }) => field),
  changed.map(({ agreement }) => agreement),
  changed.map(({ pair }) => pair),
  // What a map gives its value does not go out by a change of settings alone.
  changed.map(({ field }) => field).filter((field) => !syncOf(entity).mapped?.fields.includes(field)),
];

/** What the links of these records will have agreed on after the change. */
export const readBasesAfter = (
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  { changed, remoteIds }: { changed: readonly ChangedField[]; remoteIds: readonly string[] },
): Promise<{ remoteId: string; base: Base }[]> =>
  tx.query<{ remoteId: string; base: Base }>(
    `select l.remote_id as "remoteId", n.base from entity_link l ${afterChange}
     where l.connection_id = $1 and l.entity = $2 and l.remote_id = any($7::text[]) and l.base is not null`,
    [...paramsOf(connectionId, entity, changed), remoteIds],
  );

/** Brings what both sides agreed on in line with the change, and marks the links for a second look at these fields. */
export const changeAgreed = (tx: Tx, connectionId: Id, entity: PulledEntity, changed: readonly ChangedField[]) =>
  tx.query(
    `update entity_link u set base = k.base, look_again_at = k.at
     from (select l.id, n.base, case when $7 then (select array_agg(distinct f) from unnest(coalesce(l.look_again_at, '{}') || $8::text[]) f)
         else l.look_again_at end as at
       from entity_link l ${afterChange}
       where l.connection_id = $1 and l.entity = $2 and l.base is not null) k
     where u.id = k.id`,
    [...paramsOf(connectionId, entity, changed), lookedAt(changed).length > 0, lookedAt(changed)],
  );

/** Waits for the pages that are being written, and keeps others out until the commit: none of them may write over what is changed here. */
export const lockCursors = (tx: Tx, connectionId: Id) =>
  tx.query(`select 1 from sync_cursor where connection_id = $1 order by entity for update`, [connectionId]);

/** Fields that the next cycle has to look at: what stands for nothing any more is not looked at. */
export const lookedAt = (changed: readonly ChangedField[]): string[] =>
  changed.flatMap(({ field, agreement }) => (agreement === 'put_aside' ? [] : [field]));

/** Has the next poll list each kind of record from the start that has links marked for a second look. */
export const listAll = (tx: Tx, connectionId: Id) =>
  tx.query(
    `update sync_cursor c set list_all = true where c.connection_id = $1 and exists (
       select from entity_link l where l.workspace_id = c.workspace_id and l.connection_id = c.connection_id and l.entity = c.entity
         and l.state = 'linked' and l.look_again_at is not null)`,
    [connectionId],
  );
