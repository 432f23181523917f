import { Migration } from '@mikro-orm/migrations';

/**
 * The names that the programs of 0.1.0 use, beside those of `20261128-words`, so that they go on while they are replaced. All migrations of an
 * upgrade are one transaction, in which no program sees the names gone. This version uses none of them; the release after it drops them.
 */
export class Migration20261201WordsOf01 extends Migration {
  override up(): void {
    for (const [name, columns, parameters = ''] of functions) {
      const from = `system_${name}(${parameters === '' ? '' : '$1'})`;
      const returns = columns.includes(' ') ? `table (${columns})` : columns;
      const wanted = columns.includes(' ') ? columns.replaceAll(/(\w+) [^,]+/g, '$1') : '*';
      this.addSql(
        `create function door_${name}(${parameters}) returns ${returns} language sql as $$ select ${wanted} from ${from} $$`,
      );
      this.addSql(`revoke execute on function door_${name}(${parameters}) from public`);
      this.addSql(`grant execute on function door_${name}(${parameters}) to causeway_app`);
    }
    this.addSql(columns);
    this.addSql(comparison);
  }
}

const ofConnection = 'workspace_id uuid, connection_id uuid';
const functions: readonly [name: string, columns: string, parameters?: string][] = [
  ['session', 'workspace_id uuid, user_id uuid, email text, name text, role text, expires_at timestamptz', 'text'],
  ['token', 'workspace_id uuid, token_id uuid, name text, role text, expires_at timestamptz', 'text'],
  ['users', 'workspace_id uuid, user_id uuid, password_hash text', 'text'],
  ['create_workspace', 'uuid', 'text'],
  ['find_workspace', 'uuid', 'text'],
  ['due_pulls', ofConnection],
  ['unfinished_runs', `${ofConnection}, run_id uuid`],
  ['due_pushes', ofConnection],
  ['connections', `${ofConnection}, state text, references_read_at timestamptz`],
  ['unfinished_matches', ofConnection],
  ['waiting_previews', 'workspace_id uuid, preview_id uuid'],
  ['due_status_fills', ofConnection],
];

// Whichever of the two names is written, both say the same afterwards.
const columns = `
create function keep_words_of_0_1() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.filter_hash := coalesce(new.filter_hash, new.judged_by);
    new.reevaluate := new.reevaluate or new.look_again;
  else
    if new.judged_by is distinct from old.judged_by then new.filter_hash := new.judged_by; end if;
    if new.look_again is distinct from old.look_again then new.reevaluate := new.look_again; end if;
  end if;
  new.judged_by := new.filter_hash;
  new.look_again := new.reevaluate;
  return new;
end $$;
${['sync_skip', 'sync_cursor']
  .map(
    (table) => `
alter table ${table} add column judged_by text, add column look_again boolean not null default false;
update ${table} set judged_by = filter_hash, look_again = reevaluate where filter_hash is not null or reevaluate;
create trigger words_of_0_1 before insert or update on ${table} for each row
  when (new.judged_by is distinct from new.filter_hash or new.look_again is distinct from new.reevaluate)
  execute function keep_words_of_0_1();`,
  )
  .join('\n')}
`;

const comparison = String.raw`
create view match_left_out with (security_invoker = true) as select * from match_excluded;
grant select, insert, update, delete on match_left_out to causeway_app;

alter table match_record add column phone_key text, add column domain_key text;
create function phone_digits(phone text) returns text language sql immutable parallel safe as $$
  select substring(regexp_replace(regexp_replace(regexp_replace(phone, '\D', '', 'g'), '^00', ''), '^1(\d{10})$', '\1') from '^.{7,}$')
$$;
create function web_domain(website text) returns text language sql immutable parallel safe as $$
  select substring(regexp_replace(regexp_replace(lower(btrim(website)), '^[a-z]+://', ''), '^www\.', '') from '^[^/?#:]*\.[^/?#:]*')
$$;
`;
