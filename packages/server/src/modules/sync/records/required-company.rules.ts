import type { Id } from '../../../platform/ids.ts';
import type { FieldValue, ResolveContext } from './entity-sync.ts';
import { RecordProblem } from './record-problem.ts';

/** The client that the record belongs to. One that is linked may have lost its company in ConnectWise; a client it cannot do without. */
export function requiredClient(remoteId: FieldValue | undefined, context: ResolveContext, word: string): Id | null {
  if (typeof remoteId === 'string') return context.localIdOf('company', remoteId) ?? null;
  throw new RecordProblem(
    'company_missing',
    `It has no company in ConnectWise any more; the ${word} here stays with its client and is not updated meanwhile.`,
    `Choose the company of the ${word} in ConnectWise again; the next poll takes it in. If its company is there, the API member may not see it: check the rights to companies.`,
  );
}
