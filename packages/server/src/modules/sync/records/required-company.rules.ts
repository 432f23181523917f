import type { Id } from '../../../platform/ids.ts';
import { companyMissing } from '../messages/pull-problem.messages.ts';
import type { FieldValue, ResolveContext } from './entity-sync.ts';
import { RecordProblem } from './record-problem.ts';

/** The client that the record belongs to. One that is linked may have lost its company in ConnectWise; a client it cannot do without. */
export function requiredClient(remoteId: FieldValue | undefined, context: ResolveContext, word: string): Id | null {
  if (typeof remoteId === 'string') return context.localIdOf('company', remoteId) ?? null;
  throw RecordProblem.of('company_missing', companyMissing(word));
}
