import { Migration } from '@mikro-orm/migrations';

/**
 * Phone numbers and domains are compared in code alone, which knows the rules of each country. The database only narrows down by their ends,
 * which all ways of writing one have in common: `phone_tail` and `web_tail`.
 */
export class Migration20261128ZContactPoints extends Migration {
  override up(): void {
    this.addSql(functions);
    this.addSql(`
alter table match_record drop column phone_key, drop column domain_key;
alter table match_record
  add column phone_tail text generated always as (phone_tail(facts ->> 'phone')) stored,
  add column web_tail text generated always as (web_tail(facts ->> 'website')) stored;
create index match_record_phone on match_record (workspace_id, connection_id, entity, phone_tail) where phone_tail is not null;
create index match_record_web on match_record (workspace_id, connection_id, entity, web_tail) where web_tail is not null;
drop function phone_digits(text);
drop function web_domain(text);
revoke execute on function phone_tail(text), web_tail(text) from public;
grant execute on function phone_tail(text), web_tail(text) to causeway_app;
`);
  }
}

const functions = String.raw`
create function phone_tail(phone text) returns text language sql immutable parallel safe as $$
  select right(regexp_replace(substring(phone from '[0-9](?:[ \t\u00a0().+/\u2010-\u2015-]*[0-9]){6,}'), '[^0-9]', '', 'g'), 7)
$$;

create function web_tail(website text) returns text language sql immutable parallel safe as $$
  select substring(rtrim(substring(
    regexp_replace(regexp_replace(lower(btrim(website)), '^([a-z][a-z0-9+.-]*:)?/+', ''), '^[^/?#]*@', '')
    from '^[^/?#:\s]+'), '.') from '[^.]+\.[^.]+$')
$$;
`;
