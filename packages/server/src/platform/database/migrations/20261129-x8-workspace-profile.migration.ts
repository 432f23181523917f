import { Migration } from '@mikro-orm/migrations';

/** What a workspace says of itself, on quotes above all. Its name and currency, of the workspace itself, can be changed from now on. */
export class Migration20261129WorkspaceProfile extends Migration {
  override up(): void {
    this.addSql(`
create table workspace_profile (
  workspace_id uuid primary key default app_workspace() references workspace(id),
  address text not null default '' check (length(address) <= 500),
  phone text not null default '' check (length(phone) <= 50),
  website text not null default '' check (length(website) <= 200),
  tax_number text not null default '' check (length(tax_number) <= 50),
  quote_terms text not null default '' check (length(quote_terms) <= 5000),
  -- Days from the day that a quote is sent; null: quotes say nothing of it.
  quote_valid_days int check (quote_valid_days between 1 and 365),
  -- Null: by the currency.
  paper text check (paper in ('a4', 'letter')),
  logo_key text,
  logo_type text check (logo_type in ('image/png', 'image/jpeg')),
  check ((logo_key is null) = (logo_type is null))
);
alter table workspace_profile enable row level security;
create policy workspace_only on workspace_profile using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update on workspace_profile to causeway_app;
alter table quote_revision add column logo_key text;
grant update (name, currency) on workspace to causeway_app;`);
  }
}
