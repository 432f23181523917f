import type { Logger } from '../logger.ts';
import type { Context } from './context.ts';

export interface OperationTimes {
  operationName: string | null;
  startedAt: number;
  errors: number;
}

const SLOW_MS = 1_000;

/** One line for each operation that is over: a warning where it was slow. */
export function logOperation(
  logger: Logger,
  { operationName, startedAt, errors }: OperationTimes,
  { actor }: Pick<Context, 'actor'>,
): void {
  const durationMs = Math.round(performance.now() - startedAt);
  const fields = { operation: operationName, durationMs, workspaceId: actor?.workspaceId ?? null, errors };
  if (durationMs >= SLOW_MS) logger.warn(fields, 'slow operation');
  else logger.debug(fields, 'operation');
}
