import type { Tx } from '../../../../platform/database/database.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import type { LeftOut } from '../outbox/left-out.rules.ts';
import type { ClaimedPush } from '../outbox/push-queue.queries.ts';

/** The steps of pushing an opportunity, in order. `close` sets the won or lost status, after everything else is in place and was checked. */
export type PushStep =
  | 'company'
  | 'contact'
  | 'products'
  | 'opportunity'
  | 'lines'
  | 'documents'
  | 'notes'
  | 'check'
  | 'close';

/** What a step found out that later steps need; JSON. */
export type StepResult = Record<string, unknown>;

/**
 * What of the pushed record was not sent up to the end of a step, what lacked something for it, and whether anything was sent at all: a retry that
 * skips the step knows it.
 */
export interface SoFar {
  leftOut: readonly LeftOut[];
  lacking: readonly Lacking[];
  hasSent: boolean;
}

/** Remembers which steps of a request are through, so that a retry resumes at the failed one. A new revision starts from the beginning. */
export class PushSteps {
  async resultOf<R extends StepResult>(
    tx: Tx,
    push: ClaimedPush,
    step: PushStep,
  ): Promise<({ result: R } & SoFar) | null> {
    const rows = await tx.query<{ result: R } & SoFar>(
      `select detail as result, coalesce(detail -> 'leftOut', '[]') as "leftOut", coalesce(detail -> 'lacking', '[]') as lacking,
         coalesce((detail -> 'hasSent')::boolean, true) as "hasSent" from push_step where request_id = $1 and step = $2 and revision = $3 and state = 'done'`,
      [push.id, step, push.revision],
    );
    return rows[0] ?? null;
  }

  async begin(tx: Tx, push: ClaimedPush, step: PushStep): Promise<void> {
    await tx.query(
      `insert into push_step (request_id, step, revision, state, intended_at) values ($1, $2, $3, 'intended', now())
       on conflict (workspace_id, request_id, step) do update set revision = excluded.revision, state = 'intended', intended_at = now(), done_at = null`,
      [push.id, step, push.revision],
    );
    await tx.query(`update push_request set step = $3, updated_at = now() where id = $1 and fence = $2`, [
      push.id,
      push.fence,
      step,
    ]);
  }

  async done(
    tx: Tx,
    push: ClaimedPush,
    step: PushStep,
    { result, ...soFar }: { result: StepResult } & SoFar,
  ): Promise<void> {
    await tx.query(
      `update push_step set state = 'done', detail = $4, done_at = now() where request_id = $1 and step = $2 and revision = $3`,
      [push.id, step, push.revision, JSON.stringify({ ...result, ...soFar })],
    );
  }

  async failed(tx: Tx, push: ClaimedPush, message: string): Promise<void> {
    await tx.query(
      `update push_step set state = 'failed', detail = jsonb_build_object('error', $2::text) where request_id = $1 and state = 'intended'`,
      [push.id, message],
    );
  }
}

/** Whether an earlier attempt, of whatever revision, came to this step and did not end it. */
export async function isStepUnfinished(tx: Tx, push: ClaimedPush, step: PushStep): Promise<boolean> {
  const rows = await tx.query(`select from push_step where request_id = $1 and step = $2 and state <> 'done'`, [
    push.id,
    step,
  ]);
  return rows.length > 0;
}
