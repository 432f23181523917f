import type { Tx } from '../../../platform/database/database.ts';

export type Paper = 'a4' | 'letter';

/** What a workspace says of itself. */
export interface WorkspaceProfileFields {
  name: string;
  currency: string;
  address: string;
  phone: string;
  website: string;
  taxNumber: string;
  quoteTerms: string;
  quoteValidDays: number | null;
  /** Null: by the currency. */
  paper: Paper | null;
}

export interface WorkspaceProfileRow extends WorkspaceProfileFields {
  logoKey: string | null;
  logoType: 'image/png' | 'image/jpeg' | null;
}

export async function workspaceProfile(tx: Tx): Promise<WorkspaceProfileRow> {
  const [row] = await tx.query<WorkspaceProfileRow>(
    `select w.name, w.currency, coalesce(p.address, '') as address, coalesce(p.phone, '') as phone, coalesce(p.website, '') as website,
       coalesce(p.tax_number, '') as "taxNumber", coalesce(p.quote_terms, '') as "quoteTerms",
       p.quote_valid_days as "quoteValidDays", p.paper, p.logo_key as "logoKey", p.logo_type as "logoType"
     from workspace w left join workspace_profile p on p.workspace_id = w.id`,
  );
  if (!row) throw new Error(`Workspace ${tx.workspaceId} does not exist.`);
  return row;
}

export async function putProfile(tx: Tx, one: WorkspaceProfileFields): Promise<void> {
  await tx.query('update workspace set name = $1, currency = $2 where (name, currency) is distinct from ($1, $2)', [
    one.name,
    one.currency,
  ]);
  await tx.query(
    `insert into workspace_profile (address, phone, website, tax_number, quote_terms, quote_valid_days, paper) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id) do update set address = excluded.address, phone = excluded.phone, website = excluded.website,
       tax_number = excluded.tax_number, quote_terms = excluded.quote_terms, quote_valid_days = excluded.quote_valid_days, paper = excluded.paper`,
    [one.address, one.phone, one.website, one.taxNumber, one.quoteTerms, one.quoteValidDays, one.paper],
  );
}

/** Until the transaction ends the logo is not taken away: what is printed with it is kept with it. */
export async function holdLogo(tx: Tx): Promise<void> {
  await tx.query('select 1 from workspace_profile for share');
}

/** Null takes the logo away. Answers the key of the one that it replaced, where no quote that was sent bears it. */
export async function putLogo(
  tx: Tx,
  logo: { key: string; type: 'image/png' | 'image/jpeg' } | null,
): Promise<string | null> {
  const { logoKey } = await workspaceProfile(tx);
  await tx.query(
    `insert into workspace_profile (logo_key, logo_type) values ($1, $2)
     on conflict (workspace_id) do update set logo_key = excluded.logo_key, logo_type = excluded.logo_type`,
    [logo?.key ?? null, logo?.type ?? null],
  );
  const [borne] = await tx.query('select 1 from quote_revision where logo_key = $1 limit 1', [logoKey]);
  return borne ? null : logoKey;
}
