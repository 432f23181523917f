import { Migration } from '@mikro-orm/migrations';

/** An erasure finds a number as others write it: of nine digits or more, with up to three other marks between two of them, so that no date is taken for one. */
export class Migration20261130ErasedNumbers extends Migration {
  override up(): void {
    this.addSql(pattern);
  }
}

const pattern = String.raw`
create or replace function erasing_pattern(needles text[]) returns text language sql immutable parallel safe as $$
  select coalesce('(?<![[:alnum:]])(' || string_agg(case
      when n !~ '[[:alpha:]]' and length(digits) >= 9
        then '[+(]*(1[^[:alnum:]]{0,3})?' || array_to_string(regexp_split_to_array(regexp_replace(digits, '^1(?=[0-9]{10}$)', ''), ''), '[^[:alnum:]]{0,3}')
      when n ~ '[[:space:]@]' or length(digits) >= 7 then escaped
      else '^' || escaped || '$' end,
    '|' order by length(n) desc) || ')(?![[:alnum:]])', '$.')
  from unnest(needles) n, lateral (
    select regexp_replace(n, '([^[:alnum:][:space:]])', '\\\1', 'g') as escaped, regexp_replace(n, '[^0-9]', '', 'g') as digits) e
$$;
`;
