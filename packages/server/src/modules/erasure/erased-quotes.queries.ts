import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { withoutPerson } from './erased-quotes.rules.ts';

/** What becomes of quotes that were accepted: they stay as they were signed, or go like the others. */
export type ErasureQuotes = 'keep_accepted' | 'erase_all';

/** A quote as it was sent, with the mark in place of what is erased. */
export interface ErasedQuote {
  id: Id;
  /** Known to the module of the quotes alone. */
  sheet: unknown;
  logoKey: string | null;
}

/** Whose quotes: null for a person of the workspace, who is the contact of none. */
interface Whose {
  contactId: Id | null;
  needles: readonly string[] | null;
}

/**
 * An agreement came of it: the client accepted it, or somebody noted that they did, or the opportunity was won by it, which it was not where another
 * of its quotes was accepted.
 */
const isAgreed = `(r.accepted_at is not null or (d.revision = r.revision and (d.state = 'accepted' or (d.state = 'sent' and o.won_at is not null
  and not exists (select from document a where a.opportunity_id = o.id and a.kind = 'quote' and a.state = 'accepted')))))`;

/** All that is looked for; what the person is reached at, which no other words are; their e-mail addresses; and each by itself. */
const patterns = `k as (
  select erasing_pattern($1::text[]) as pattern,
    erasing_pattern(array(select n from unnest($1::text[]) n where n ~ '@' or length(regexp_replace(n, '[^0-9]', '', 'g')) >= 7)) as reached,
    erasing_pattern(array(select n from unnest($1::text[]) n where n ~ '@')) as email,
    array(select lower(n) from unnest($1::text[]) n) as names)`;

const strings = `(select s #>> '{}' as value from jsonb_path_query(r.sheet, 'strict $.**') s where jsonb_typeof(s) = 'string')`;
const says = (pattern: string): string => `exists (select from ${strings} t where t.value ~* ${pattern})`;

/** Nobody else is called so: the opportunity has had another contact since. */
const isToThem = `($2::uuid is not null and lower(trim(r.sheet ->> 'contactName')) = any(k.names))`;
const isAcceptedByThem = `($2::uuid is not null and r.accepted_by ~* k.pattern)`;

/**
 * Quotes of the person's opportunities, those that were sent to or accepted by them, and those that say their e-mail address; of all of them, those
 * with something to erase. `$2`: the contact.
 */
const named = `quote_revision r join document d on d.id = r.document_id join opportunity o on o.id = d.opportunity_id, k
  where (o.contact_id = $2::uuid or ${isToThem} or ${isAcceptedByThem} or ${says('k.email')})
    and (r.sheet ->> 'contactName' ~* k.pattern or ${says('k.reached')} or r.file_name ~* k.reached or r.accepted_by ~* k.pattern
      or r.accepted_from ~* k.reached)`;

/** Of the quotes as they were sent that name somebody. */
export async function countQuotes(
  tx: Tx,
  { needles, contactId }: Whose,
): Promise<{ acceptedQuotes: number; sentQuotes: number }> {
  const [row] = await tx.query<{ acceptedQuotes: number; sentQuotes: number }>(
    `with ${patterns} select (count(*) filter (where ${isAgreed}))::int as "acceptedQuotes", (count(*) filter (where not ${isAgreed}))::int as "sentQuotes"
     from ${named}`,
    [needles ?? [], contactId],
  );
  return row ?? { acceptedQuotes: 0, sentQuotes: 0 };
}

/** The next ones that name somebody and are to go. Other words of the sheet stay: they may be the same as a name. */
export async function quotesToErase(
  tx: Tx,
  { needles, contactId, quotes, after }: Whose & { quotes: ErasureQuotes; after: Id | null },
  most: number,
): Promise<ErasedQuote[]> {
  const rows = await tx.query<ErasedQuote & { contactName: string | null; replaced: Record<string, string> }>(
    `with ${patterns} select r.id, r.sheet, r.logo_key as "logoKey", case when o.contact_id = $2::uuid or ${isToThem} then redact_text(r.sheet ->> 'contactName', k.pattern) else r.sheet ->> 'contactName' end as "contactName",
       (select coalesce(jsonb_object_agg(t.value, redact_text(t.value, k.pattern)), '{}') from ${strings} t where t.value ~* k.reached) as replaced
     from ${named} and ($3 = 'erase_all' or not ${isAgreed}) and ($4::uuid is null or r.id > $4) order by r.id limit $5`,
    [needles ?? [], contactId, quotes, after, most],
  );
  return rows.map(({ id, sheet, logoKey, contactName, replaced }) => ({
    id,
    logoKey,
    sheet: withoutPerson(sheet, contactName, new Map(Object.entries(replaced))),
  }));
}

/** Puts the sheet and its PDF in place of the former ones. One that was accepted meanwhile stays, where those stay. */
export async function eraseQuote(
  tx: Tx,
  { id, sheet, pdf }: Pick<ErasedQuote, 'id' | 'sheet'> & { pdf: Buffer },
  { needles, quotes }: { needles: readonly string[] | null; quotes: ErasureQuotes },
): Promise<number> {
  const rows = await tx.query(
    `with ${patterns} update quote_revision r set sheet = $3, pdf = $4,
       file_name = case when r.file_name ~* k.reached then redact_text(r.file_name, k.pattern) else r.file_name end,
       accepted_from = case when r.accepted_by ~* k.pattern then null else redact_text(r.accepted_from, k.reached) end,
       accepted_by = redact_text(r.accepted_by, k.pattern)
     from k, document d join opportunity o on o.id = d.opportunity_id
     where r.id = $2 and d.id = r.document_id and ($5 = 'erase_all' or not ${isAgreed}) returning 1`,
    [needles ?? [], id, JSON.stringify(sheet), pdf, quotes],
  );
  return rows.length;
}
