import { Migration } from '@mikro-orm/migrations';

/**
 * Names in the words of GLOSSARY.md: the functions that a process may call outside of any workspace begin with `system_`, a record that a
 * filter holds back is excluded, `filter_hash` tells by which filters it was judged, and `reevaluate` that it is judged anew.
 */
export class Migration20261128Words extends Migration {
  override up(): void {
    for (const name of functions) this.addSql(`alter function door_${name} rename to system_${name}`);
    for (const part of columns) this.addSql(part);
  }
}

const functions = [
  'session',
  'token',
  'users',
  'due_pulls',
  'unfinished_runs',
  'due_pushes',
  'create_workspace',
  'find_workspace',
  'connections',
  'unfinished_matches',
  'waiting_previews',
  'due_status_fills',
  'is_set_up',
  'workspaces',
  'add_workspace',
  'invitation',
];

const columns = [
  'alter table sync_skip rename column judged_by to filter_hash',
  'alter table sync_skip rename column look_again to reevaluate',
  'alter table sync_cursor rename column judged_by to filter_hash',
  'alter table sync_cursor rename column look_again to reevaluate',
  'alter table match_left_out rename to match_excluded',
  'alter index match_left_out_local rename to match_excluded_local',
  'alter index match_left_out_remote rename to match_excluded_remote',
];
