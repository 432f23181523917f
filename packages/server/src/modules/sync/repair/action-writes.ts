import type { Tx } from '../../../platform/database/database.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { LinkHold } from '../../links/link.ts';
import type { LinkActionRequest } from './link-action.ts';
import type { WorkedPlan } from './link-planner.ts';
import type { Desk } from './record-sides.ts';
import { ActionWork, type ActionWriteDeps, type WrittenAction } from './writes/action-work.ts';
import { allow } from './writes/allow.write.ts';
import { merge } from './writes/merge.write.ts';
import { neverSend } from './writes/never-send.write.ts';
import { pause } from './writes/pause.write.ts';
import { recreateHere } from './writes/recreate-here.write.ts';
import { recreateThere } from './writes/recreate-there.write.ts';
import { relink } from './writes/relink.write.ts';
import { resume } from './writes/resume.write.ts';
import { unlink } from './writes/unlink.write.ts';

/** The writing half of the actions on links: one file of `writes` each, within the transaction that also tells of it. */
export class ActionWrites {
  constructor(private readonly deps: ActionWriteDeps) {}

  async write(tx: Tx, desk: Desk, actor: Actor, request: LinkActionRequest, plan: WorkedPlan): Promise<WrittenAction> {
    const { subject, taken } = plan;
    const work = new ActionWork(this.deps, tx, desk, actor, subject);
    switch (request.kind) {
      case 'unlink':
        return unlink(work);
      case 'pause':
        return pause(work, 'paused', holdOf(actor, request));
      case 'never_sync':
        return subject.link ? pause(work, 'never', holdOf(actor, request)) : neverSend(work, holdOf(actor, request));
      case 'resume':
      case 'allow_sync':
        return subject.link ? resume(work) : allow(work);
      case 'recreate_there':
        return recreateThere(work, plan.left);
      case 'recreate_here':
        return recreateHere(work);
      case 'relink':
        return taken && request.ifTaken === 'merge' ? merge(work, taken, plan) : relink(work, plan);
      default:
        return request.kind satisfies never;
    }
  }
}

const holdOf = (actor: Actor, { reason }: LinkActionRequest): LinkHold => ({
  by: actor.name,
  reason: reason ?? '',
  at: new Date().toISOString(),
});
