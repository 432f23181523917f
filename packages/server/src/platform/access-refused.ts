import type { AppError } from './errors.ts';
import type { Id } from './ids.ts';
import type { Logger } from './logger.ts';

/** Who was refused. It travels as the cause of the error, for the log alone: what stands in `details` goes out. */
export class RefusedCaller {
  readonly workspaceId: Id;
  readonly callerId: Id | null;
  readonly isProgram: boolean;

  constructor({ workspaceId, userId, tokenId }: { workspaceId: Id; userId: Id | null; tokenId: Id | null }) {
    this.workspaceId = workspaceId;
    this.callerId = userId ?? tokenId;
    this.isProgram = userId === null;
  }
}

/**
 * A line with a stable name for each refusal of a known caller for want of a right; `what` is the field or route that was asked for. A stranger's
 * request is none: whoever sends many would fill the log.
 */
export function noteRefusal(logger: Pick<Logger, 'warn'>, error: AppError, what: string | undefined): void {
  if (error.code !== 'forbidden' || !(error.cause instanceof RefusedCaller)) return;
  const { role, needed } = error.details;
  logger.warn({ event: 'security.access_refused', ...error.cause, role, needed, what }, 'access was refused');
}
