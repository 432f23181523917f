import type { RemoteBatch } from './context/pull-context.ts';

/** A page as two, in the order of IDs, so that the cursor of the first half stands where the second begins. */
export function halvesOf(batch: RemoteBatch): [RemoteBatch, RemoteBatch] {
  // What was looked up besides is looked up anew for the half that needs it.
  const { besides, ...listed } = batch;
  const records = batch.records.filter(({ id }) => !besides?.has(id));
  const all = [
    ...records.map((record) => ({ id: record.id, record })),
    ...batch.invalid.map((invalid) => ({ id: invalid.id ?? 0, invalid })),
  ].sort((a, b) => a.id - b.id);
  const middle = Math.ceil(all.length / 2);
  const half = (ones: typeof all, lastId: number | undefined): RemoteBatch => ({
    ...listed,
    records: ones.flatMap((one) => ('record' in one ? [one.record] : [])),
    invalid: ones.flatMap((one) => ('invalid' in one ? [one.invalid] : [])),
    ...(batch.cursor ? { cursor: { lease: batch.cursor.lease, lastId: lastId ?? 0 } } : {}),
  });
  const first = all.slice(0, middle);
  return [half(first, first.at(-1)?.id), half(all.slice(middle), batch.cursor?.lastId)];
}

/** ConnectWise's newest time in a page; the cursor's watermark is made of it. */
export function newestOf({ records, besides }: Pick<RemoteBatch, 'records' | 'besides'>): Date | null {
  let newest = '';
  for (const record of records) {
    if (besides?.has(record.id)) continue;
    const at = record._info?.lastUpdated;
    if (at && at > newest) newest = at;
  }
  return newest === '' ? null : new Date(newest);
}
