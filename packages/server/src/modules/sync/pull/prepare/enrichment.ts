import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import { fateOf } from '../../error-action.ts';
import type { EntitySync, RemoteReader } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';

/** What records need from ConnectWise beyond themselves, a few requests at a time. A failure that concerns one record becomes its value. */
export async function fetchExtras(
  remote: RemoteReader,
  sync: EntitySync,
  records: readonly WireRecord[],
): Promise<Map<WireRecord, { value: unknown }>> {
  const { needsExtra, fetchExtra, extrasAtOnce = 1 } = sync;
  const found = new Map<WireRecord, { value: unknown }>();
  if (!needsExtra || !fetchExtra) return found;
  const waiting = records.filter((record) => needsExtra(record));
  const work = async () => {
    for (let record = waiting.shift(); record; record = waiting.shift())
      found.set(record, { value: await fetchExtra(remote, record).catch(asProblem) });
  };
  await Promise.all(Array.from({ length: extrasAtOnce }, work));
  return found;
}

function asProblem(error: unknown): RecordProblem {
  if (!(error instanceof ConnectWiseError) || (fateOf(error) !== 'set_aside' && error.kind !== 'unexpected'))
    throw error;
  return new RecordProblem(
    'invalid_record',
    `What belongs to it could not be read from ConnectWise (${error.message}).`,
    'Open the record in ConnectWise, mend what the message names, then retry.',
  );
}
