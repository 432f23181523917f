import { Migration } from '@mikro-orm/migrations';

/**
 * What API tokens have cost in the running minute, counted for all processes together in the columns that rate-limiter-flexible wants. The rows
 * are there outside of workspaces alone; losing the table in a crash of the server loses counts only.
 */
export class Migration20261128QueryCost extends Migration {
  override up(): void {
    this.addSql(`
create unlogged table query_cost (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
alter table query_cost enable row level security;
create policy outside_of_workspaces on query_cost using ((select app_workspace()) is null) with check ((select app_workspace()) is null);
grant select, insert, update, delete on query_cost to causeway_app;`);
  }
}
