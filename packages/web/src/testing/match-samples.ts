/** Answers of the server for the review of matches; each test changes what it is about. */

export const sampleMatchRun = (more: object = {}): object => ({
  id: 'm1',
  state: 'DONE',
  startedAt: '2026-11-25T09:00:00.000Z',
  startedBy: 'Ana Ruiz',
  finishedAt: '2026-11-25T09:01:00.000Z',
  error: null,
  entities: ['COMPANY', 'CONTACT', 'PRODUCT'].map((entity) => ({
    entity,
    expected: 120,
    read: 120,
    compared: 120,
    pairs: 9,
    isRead: true,
    isCompared: true,
  })),
  ...more,
});

export const noCounts = {
  exact: 0,
  probable: 0,
  ambiguous: 0,
  later: 0,
  linked: 0,
  links: 0,
  rejected: 0,
  create: 0,
  onlyLocal: 0,
  onlyRemote: 0,
  heldRemote: 0,
  excludedLocal: 0,
  excludedRemote: 0,
};

const counts = (entity: string, more: object = {}): object => ({ ...noCounts, entity, ...more });

/** What the summary says at a threshold: one more clear pair for each ten below 90. */
export const sampleSummary =
  (more: object = {}) =>
  ({ threshold }: { threshold?: number | null }): object => {
    const asked = threshold ?? 90;
    const exact = 4 + (90 - asked) / 10;
    return {
      threshold: asked,
      savedThreshold: 90,
      waiting: 3,
      changedSince: [],
      linkRefusal: null,
      run: sampleMatchRun(),
      entities: [
        counts('COMPANY', { exact, probable: 2, ambiguous: 1, onlyLocal: 18, onlyRemote: 1849, excludedRemote: 37 }),
        counts('CONTACT', { probable: 1 }),
        counts('PRODUCT'),
      ],
      ...more,
    };
  };

/** A record of one side alone; `n` is its number. */
export const sampleUnmatched = (n: number, more: object = {}): object => ({
  id: `company:only_remote:${n}`,
  entity: 'COMPANY',
  name: `Lagoon ${n}`,
  detail: `LAGOON${n}`,
  parentName: null,
  localId: null,
  remoteId: String(500 + n),
  remoteUrl: `https://na.myconnectwise.net/company/${500 + n}`,
  reason: null,
  issueId: null,
  ...more,
});

/** A pair; `n` is its number, its ID is `p<n>`. */
export const samplePair = (n: number, more: object = {}): object => ({
  id: `p${n}`,
  entity: 'COMPANY',
  remoteId: String(100 + n),
  remoteName: `HARBOR ${n}, Inc.`,
  remoteUrl: `https://na.myconnectwise.net/company/${100 + n}`,
  localId: `l${n}`,
  localName: `Harbor ${n}`,
  score: 75,
  rival: 0,
  veto: 'OTHER_PLACE',
  state: 'PROPOSED',
  decidedBy: null,
  decidedAt: null,
  breakdown: [
    { attribute: 'NAME', outcome: 'AGREES', points: 60, local: `Harbor ${n}`, remote: `HARBOR ${n}, Inc.` },
    { attribute: 'ADDRESS', outcome: 'DIFFERS', points: -25, local: 'Tampa', remote: 'Miami' },
    { attribute: 'PHONE', outcome: 'UNKNOWN', points: 0, local: null, remote: '813 555 0100' },
  ],
  ...more,
});
