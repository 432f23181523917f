import { Migration } from '@mikro-orm/migrations';

/**
 * A client has at most one primary contact. The constraint is checked at the commit, since a page of a pull may write the new primary contact
 * before the former one, in one statement or in two; a unique index would refuse that. The triggers take the mark from every other contact of
 * a client once a statement gave it to one, so that no writer has to know of it. Of several in one statement the newest contact keeps it.
 */
export class Migration20261128OnePrimaryContact extends Migration {
  override up(): void {
    this.addSql(`
update contact k set is_primary = false, version = k.version + 1, updated_at = now()
where k.is_primary and exists (
  select from contact other where other.workspace_id = k.workspace_id and other.client_id = k.client_id and other.is_primary
    and (other.updated_at, other.id) > (k.updated_at, k.id)
);

alter table contact add constraint contact_one_primary
  exclude using btree (workspace_id with =, client_id with =) where (is_primary) deferrable initially deferred;

create function demote_other_primaries() returns trigger language plpgsql set search_path = public as $$
declare
  promoted jsonb;
begin
  if tg_op = 'INSERT' then
    select jsonb_agg(jsonb_build_object('w', p.workspace_id, 'c', p.client_id, 'id', p.id)) into promoted from (
      select distinct on (n.workspace_id, n.client_id) n.workspace_id, n.client_id, n.id from changed n
      where n.is_primary order by n.workspace_id, n.client_id, n.id desc
    ) p;
  else
    select jsonb_agg(jsonb_build_object('w', p.workspace_id, 'c', p.client_id, 'id', p.id)) into promoted from (
      select distinct on (n.workspace_id, n.client_id) n.workspace_id, n.client_id, n.id from changed n
      where n.is_primary and not exists (
        select from former o where o.workspace_id = n.workspace_id and o.id = n.id and o.client_id = n.client_id and o.is_primary
      ) order by n.workspace_id, n.client_id, n.id desc
    ) p;
  end if;
  if promoted is null then
    return null;
  end if;
  -- Two who name a primary contact of the same client at once take turns; the later one sees the other's.
  perform 1 from client c join jsonb_to_recordset(promoted) p (w uuid, c uuid) on c.workspace_id = p.w and c.id = p.c
    order by c.id for no key update of c;
  update contact k set is_primary = false, version = k.version + 1, updated_at = now()
    from jsonb_to_recordset(promoted) p (w uuid, c uuid, id uuid)
    where k.workspace_id = p.w and k.client_id = p.c and k.is_primary and k.id <> p.id;
  return null;
end $$;
create trigger contact_primary_added after insert on contact referencing new table as changed
  for each statement execute function demote_other_primaries();
create trigger contact_primary_changed after update on contact referencing old table as former new table as changed
  for each statement execute function demote_other_primaries();`);
  }
}
