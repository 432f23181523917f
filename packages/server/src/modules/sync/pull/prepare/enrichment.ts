import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import { errorActionOf } from '../../error-action.ts';
import { enrichmentUnreadable } from '../../messages/pull-problem.messages.ts';
import type { EntitySync, RemoteReader } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';

/** What records need from ConnectWise beyond themselves, a few requests at a time. A failure that concerns one record becomes its value. */
export async function fetchEnrichments(
  remote: RemoteReader,
  sync: EntitySync,
  records: readonly WireRecord[],
): Promise<Map<WireRecord, { value: unknown }>> {
  const { needsEnrichment, fetchEnrichment, enrichmentsAtOnce = 1 } = sync;
  const found = new Map<WireRecord, { value: unknown }>();
  if (!needsEnrichment || !fetchEnrichment) return found;
  const waiting = records.filter((record) => needsEnrichment(record));
  const work = async () => {
    for (let record = waiting.shift(); record; record = waiting.shift())
      found.set(record, { value: await fetchEnrichment(remote, record).catch(asProblem) });
  };
  await Promise.all(Array.from({ length: enrichmentsAtOnce }, work));
  return found;
}

function asProblem(error: unknown): RecordProblem {
  if (!(error instanceof ConnectWiseError) || (errorActionOf(error) !== 'quarantine' && error.kind !== 'unexpected'))
    throw error;
  return RecordProblem.of('invalid_record', enrichmentUnreadable(error.message));
}
