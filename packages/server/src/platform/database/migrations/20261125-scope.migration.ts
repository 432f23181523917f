import { Migration } from '@mikro-orm/migrations';

/**
 * What stays out can be found: by name, by the rule that kept it out, page by page. Records are judged anew after a change of filters
 * (`judged_by` tells by which they were judged) and, on a person's word, after a change of mode (`look_again`).
 */
export class Migration20261125Scope extends Migration {
  override up(): void {
    this.addSql(`
alter table sync_skip
  add column id uuid not null default uuidv7(),
  add column name text,
  add column rule text,
  add column judged_by text,
  add column look_again boolean not null default false;
alter table sync_skip
  add column search_text text not null generated always as (lower(coalesce(name, '') || ' ' || remote_id)) stored;
create unique index sync_skip_id on sync_skip (workspace_id, id);
create index sync_skip_code on sync_skip (workspace_id, connection_id, code, id);
create index sync_skip_entity on sync_skip (workspace_id, connection_id, entity, code, id);
create index sync_skip_rule on sync_skip (workspace_id, connection_id, rule, id) where rule is not null;
create index sync_skip_again on sync_skip (workspace_id, connection_id, entity) where look_again;
create index sync_skip_search on sync_skip using gin (search_text extensions.gin_trgm_ops);
alter table sync_cursor add column judged_by text, add column look_again boolean not null default false;

create function search_skips(pattern text) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from sync_skip where workspace_id = app_workspace() and search_text like pattern
$$;
revoke execute on function search_skips(text) from public;
grant execute on function search_skips(text) to causeway_app;`);
  }
}
