import { pageOf } from './page-samples.ts';
import { syncAnswers } from './sync-answers.ts';

export const link = (n: number, change: object = {}) => ({
  id: `l${n}`,
  entity: 'COMPANY',
  state: 'LINKED',
  localId: `c${n}`,
  localName: `Client ${n}`,
  localPath: `/clients/c${n}`,
  remoteId: String(n),
  remoteName: `Company ${n}`,
  remoteUrl: `https://na.myconnectwise.net/${n}`,
  lastSyncedAt: '2026-11-23T09:00:00.000Z',
  lastPulledAt: '2026-11-23T09:00:00.000Z',
  lastPushedAt: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  brokenAt: null,
  differing: [],
  heldEdits: [],
  byChoice: [],
  hasNewsThere: false,
  standing: 'LINKED',
  isGoneThere: false,
  notTakenIn: null,
  hold: null,
  ...change,
});
export const broken = link(1, { state: 'BROKEN' });
export const plan = {
  effects: ['Client "Client 1" is paused.'],
  warnings: [],
  remoteName: null,
  taken: null,
  fields: [],
  problems: [],
};
export const same = {
  field: 'city',
  label: 'City',
  crm: 'Tampa',
  connectwise: 'Tampa',
  base: 'Tampa',
  differs: false,
  winner: null,
  stays: null,
};
export const query = {
  ...syncAnswers,
  entityLinks: () => pageOf([broken, link(2, { differing: ['phone'] })]),
  entityLink: () => broken,
  entityLinkCounts: () => [{ entity: 'COMPANY', state: 'BROKEN', count: 1 }],
  linkComparison: () => ({ isGoneThere: true, remoteName: null, fields: [], problems: [] }),
  linkActions: () => pageOf([]),
  conflicts: () => pageOf([]),
  linkActionPreview: () => plan,
};
