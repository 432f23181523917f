/** Runs, previews and what the audit log says of them. Each test changes what it is about. */

export const sampleRun = {
  id: 'r1',
  kind: 'INITIAL',
  state: 'RUNNING',
  startedAt: '2026-11-23T09:00:00.000Z',
  finishedAt: null as string | null,
  error: null as string | null,
  ratePerSecond: 410.2,
  settingsRevision: 3,
  currentRecord: 'Harbor Dental Group' as string | null,
  entities: [
    sampleRunEntity('COMPANY', { expected: 3000, processed: 1204, created: 1100, linked: 100, failed: 4 }),
    sampleRunEntity('CONTACT', { expected: null, processed: 7, created: 7 }),
  ],
};

function sampleRunEntity(entity: string, counts: object): object {
  const none = { created: 0, updated: 0, linked: 0, unchanged: 0, skipped: 0, failed: 0 };
  return { entity, ...none, startedAt: '2026-11-23T09:00:00.000Z', finishedAt: null, ...counts };
}

/** An audit entry; `n` is its number, its ID is `e<n>`. */
export function sampleEvent(n: number, change: object = {}): object {
  return {
    id: `e${n}`,
    cursor: `c${n}`,
    at: '2026-11-23T09:14:05.000Z',
    direction: 'IN',
    entity: 'COMPANY',
    operation: 'CREATE',
    status: 'SUCCESS',
    name: `Client ${n}`,
    localId: 'l1',
    remoteId: '1842',
    remoteUrl: 'https://na.myconnectwise.net/company/1842',
    localPath: '/clients/l1',
    description: `Created from company ${n}.`,
    code: null,
    runId: 'r1',
    attempt: 1,
    requestId: 'req-77',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    durationMs: 42,
    actor: null,
    changes: [],
    exchanges: [],
    ...change,
  };
}

const previewEntity = (entity: string, counts: object): object => ({
  entity,
  expected: null,
  processed: 0,
  created: 0,
  updated: 0,
  linked: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  startedAt: '2026-11-23T08:50:00.000Z',
  finishedAt: '2026-11-23T08:51:00.000Z',
  ...counts,
});

export const samplePreview = {
  id: 'p1',
  state: 'DONE',
  settingsRevision: 3,
  startedAt: '2026-11-23T08:50:00.000Z',
  finishedAt: '2026-11-23T08:51:00.000Z' as string | null,
  requestedBy: 'Ana Ruiz',
  cancelledBy: null as string | null,
  error: null as string | null,
  changedSince: [] as string[],
  entities: [
    previewEntity('COMPANY', { expected: 3000, processed: 3000, created: 2890, linked: 88, skipped: 14, failed: 8 }),
    previewEntity('CONTACT', { expected: 6012, processed: 6012, created: 5900, skipped: 108, failed: 4 }),
  ],
};

export const samplePreviewRecords = [
  {
    id: 'p1:1',
    entity: 'COMPANY',
    operation: 'LINK',
    name: 'Harbor Dental Group',
    remoteId: '1842',
    localId: 'l1',
    localPath: '/clients/l1',
    remoteUrl: 'https://na.myconnectwise.net/company/1842',
    code: null,
    reason: 'Same identifier.',
    changes: [{ field: 'phone', label: 'Phone', from: null, to: '813 555 0100' }],
  },
  {
    id: 'p1:2',
    entity: 'COMPANY',
    operation: 'NEEDS_PERSON',
    name: 'Alder & Finch LLP',
    remoteId: '1843',
    localId: null,
    localPath: null,
    remoteUrl: 'https://na.myconnectwise.net/company/1843',
    code: 'possible_duplicate',
    reason:
      'ConnectWise company 1843 "Alder & Finch LLP" could not come in. It may be the client "Alder and Finch" that is here already.',
    changes: [],
  },
];
