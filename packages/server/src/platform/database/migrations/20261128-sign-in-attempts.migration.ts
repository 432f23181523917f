import { Migration } from '@mikro-orm/migrations';

/**
 * Tries to sign in, counted for all processes together in the columns that rate-limiter-flexible wants. Nobody has a workspace before
 * signing in, so the rows are there outside of workspaces alone. Keys are hashes; losing the table in a crash of the server loses counts only.
 */
export class Migration20261128SignInAttempts extends Migration {
  override up(): void {
    this.addSql(`
create unlogged table sign_in_attempt (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
alter table sign_in_attempt enable row level security;
create policy outside_of_workspaces on sign_in_attempt using ((select app_workspace()) is null) with check ((select app_workspace()) is null);
grant select, insert, update, delete on sign_in_attempt to causeway_app;`);
  }
}
