import { Migration } from '@mikro-orm/migrations';

/**
 * The key by which clients are looked for was computed by PostgreSQL for every row: a tenth of the time of a first sync. The engine, which has it
 * anyway, hands it over now; whoever else makes or renames a client gets it from the same function as before.
 */
export class Migration20261126MatchKey extends Migration {
  override up(): void {
    this.addSql(`
alter table client alter column match_key drop expression;
create function set_client_match_key() returns trigger language plpgsql set search_path = public as $$
begin
  new.match_key := match_name(new.name);
  return new;
end $$;
create trigger client_match_key before insert on client for each row
  when (new.match_key is null) execute function set_client_match_key();
create trigger client_match_key_renamed before update of name on client for each row
  when (new.name is distinct from old.name) execute function set_client_match_key();
`);
  }
}
