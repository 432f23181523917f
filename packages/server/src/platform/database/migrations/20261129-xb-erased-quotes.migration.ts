import { Migration } from '@mikro-orm/migrations';

/**
 * What an administrator chose for quotes that were accepted, when somebody is erased; and a name of one word that is all of a text inside JSON is
 * found there as well, in the audit log too.
 */
export class Migration20261129ErasedQuotes extends Migration {
  override up(): void {
    this.addSql(
      `alter table erasure add column quotes text not null default 'keep_accepted' check (quotes in ('keep_accepted', 'erase_all'))`,
    );
    this.addSql(pattern);
    this.addSql(log);
  }
}

// For the text of JSON: what the other pattern finds, and whatever stands between quotation marks alone.
const pattern = String.raw`
create function erasing_json_pattern(needles text[]) returns text language sql immutable parallel safe as $$
  select erasing_pattern(needles) || coalesce('|(' || string_agg(regexp_replace(to_json(n)::text, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|') || ')', '')
  from unnest(needles) n
$$;
revoke execute on function erasing_json_pattern(text[]) from public;
grant execute on function erasing_json_pattern(text[]) to causeway_app;
`;

const log = `
create or replace function erase_in_audit_log(of_erasure uuid, behind uuid, most int) returns table (last_id uuid, changed int)
language plpgsql security definer set search_path = public as $$
declare e erasure%rowtype; pattern text; in_json text;
begin
  select * into strict e from erasure x where x.workspace_id = app_workspace() and x.id = of_erasure and x.state = 'running';
  pattern := erasing_pattern(e.needles);
  in_json := erasing_json_pattern(e.needles);
  return query
  with page as materialized (
    select a.at, a.id, coalesce(e.subject = 'contact' and a.entity = 'contact' and (a.local_id = e.subject_id or a.remote_id = any(e.remote_ids)), false) as about
    from audit_event a where a.workspace_id = app_workspace() and (behind is null or a.id > behind) order by a.id limit most),
  done as (
    update audit_event a set
      name = case when p.about then 'Erased person' else redact_text(a.name, pattern) end,
      description = redact_text(a.description, pattern), actor = redact_text(a.actor, pattern),
      changes = case when p.about then blank_changes(a.changes) else redact_json(a.changes, pattern) end,
      exchanges = case when p.about then null else redact_json(a.exchanges, pattern) end
    from page p
    where a.workspace_id = app_workspace() and a.at = p.at and a.id = p.id
      and (p.about or a.name ~* pattern or a.description ~* pattern or a.actor ~* pattern or a.changes::text ~* in_json or a.exchanges::text ~* in_json)
    returning 1)
  select (select p.id from page p order by p.id desc limit 1), (select count(*)::int from done);
end $$;
`;
