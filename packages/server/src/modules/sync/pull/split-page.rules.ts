import type { RemoteBatch } from './context/pull-context.ts';

/** A page as two, in the order of IDs, so that the cursor of the first half stands where the second begins. */
export function halvesOf(batch: RemoteBatch): [RemoteBatch, RemoteBatch] {
  const all = [
    ...batch.records.map((record) => ({ id: record.id, record })),
    ...batch.invalid.map((invalid) => ({ id: invalid.id ?? 0, invalid })),
  ].sort((a, b) => a.id - b.id);
  const middle = Math.ceil(all.length / 2);
  const half = (ones: typeof all, lastId: number | undefined): RemoteBatch => ({
    ...batch,
    records: ones.flatMap((one) => ('record' in one ? [one.record] : [])),
    invalid: ones.flatMap((one) => ('invalid' in one ? [one.invalid] : [])),
    ...(batch.cursor ? { cursor: { lease: batch.cursor.lease, lastId: lastId ?? 0 } } : {}),
  });
  const first = all.slice(0, middle);
  return [half(first, first.at(-1)?.id), half(all.slice(middle), batch.cursor?.lastId)];
}

/** ConnectWise's newest time in a page; the cursor's watermark is made of it. */
export function newestOf({ records }: Pick<RemoteBatch, 'records'>): Date | null {
  let newest = '';
  for (const record of records) {
    const at = record._info?.lastUpdated;
    if (at && at > newest) newest = at;
  }
  return newest === '' ? null : new Date(newest);
}
