import { Migration } from '@mikro-orm/migrations';

/**
 * What ConnectWise says of an opportunity beside its record: its forecast, and since when it is there. It is shown, and neither sent nor compared.
 * `lines` are amounts as a quote has them; null where the forecast was not read.
 */
export class Migration20261203OpportunityForecast extends Migration {
  override up(): void {
    this.addSql(`
create table opportunity_forecast (
  workspace_id uuid not null default app_workspace() references workspace(id),
  opportunity_id uuid not null,
  remote_id text not null,
  remote_updated_at timestamptz,
  entered_at timestamptz,
  lines jsonb,
  read_at timestamptz not null,
  primary key (workspace_id, opportunity_id),
  foreign key (workspace_id, opportunity_id) references opportunity (workspace_id, id) on delete cascade
);
alter table opportunity_forecast enable row level security;
create policy workspace_only on opportunity_forecast using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on opportunity_forecast to causeway_app;`);
  }
}
