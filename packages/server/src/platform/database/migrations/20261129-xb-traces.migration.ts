import { Migration } from '@mikro-orm/migrations';

/**
 * The trace of each row of the audit log, without an index, since it is read with its row; and what caused a push or a run, so that the worker goes
 * on with the trace of the request.
 */
export class Migration20261129XbTraces extends Migration {
  override up(): void {
    this.addSql('alter table audit_event add column trace_id uuid;');
    this.addSql('alter table push_request add column trace_parent text;');
    this.addSql('alter table sync_run add column trace_parent text;');
  }
}
