import { Migration } from '@mikro-orm/migrations';

/**
 * Links that were matched while the mode took no changes in remembered everything that ConnectWise holds as agreed, so that what is empty here
 * looked as if it had been emptied here, and would have emptied ConnectWise. In records that nobody edited since, such a field was never agreed
 * on; the next comparison looks at them again.
 */
export class Migration20261129MatchedLinks extends Migration {
  override up(): void {
    for (const [entity, table] of [
      ['company', 'client'],
      ['contact', 'contact'],
      ['product', 'product'],
      ['opportunity', 'opportunity'],
    ])
      this.addSql(`
update entity_link l set base = k.base, remote_hash = case when l.remote_hash is null then null else 'look_again' end
from (
  select l.id, coalesce(jsonb_object_agg(e.key, e.value) filter (where not g.is_gap), '{}'::jsonb) as base
  from entity_link l
  join ${table} t on t.workspace_id = l.workspace_id and t.id = l.local_id
  cross join lateral (select to_jsonb(t) as row) r
  cross join lateral jsonb_each(l.base) e
  cross join lateral (select lower(regexp_replace(e.key, '([A-Z])', '_\\1', 'g')) as name) c
  cross join lateral (select e.value <> 'null' and jsonb_exists(r.row, c.name) and r.row ->> c.name is null as is_gap) g
  where l.entity = '${entity}' and l.origin = 'matched' and l.state = 'linked' and l.base is not null and t.updated_at <= l.created_at
  group by l.id having bool_or(g.is_gap)) k
where l.id = k.id;`);
  }
}
