import { companies, company, linked, noFilters, openOutcome } from '../../../../../test/support/decide-fixture.ts';
import { filtersFor } from '../../../integration/filters/filters.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { parseInvalid } from '../prepare/parsed-record.rules.ts';
import { decideByLink, holdBeingPushed, type PullPolicy } from './by-link.rules.ts';
import type { OpenOutcome } from './open-outcome.ts';

const all: PullPolicy = {
  capabilities: { pullCreate: true, pullUpdate: true },
  filters: noFilters('company'),
  reevaluate: false,
};
const noNew = { ...all, capabilities: { pullCreate: false, pullUpdate: true } };
const noChanges = { ...all, capabilities: { pullCreate: true, pullUpdate: false } };
const clientsOnly = {
  ...all,
  filters: filtersFor(
    'company',
    'in',
    [{ id: 'company.in.type', entity: 'company', field: 'type', direction: 'in', operator: 'is', values: ['1'] }],
    () => 'Client',
  ),
};
const vendor = company(1, { types: [{ id: 2, name: 'Vendor' }] });
const deleted = company(1, { deletedFlag: true });
const nameless = company(1, { name: ' ' });
const seen = company(1);
const link = linked('1');
const same = linked('1', { remoteHash: seen.hash });

describe('stage 1: by the link', () => {
  type Case = [string, typeof seen, EntityLink | undefined, Partial<OpenOutcome>, PullPolicy, string, object?];
  const cases: Case[] = [
    ['hands a new record on', seen, undefined, {}, all, 'undecided'],
    ['hands a changed record on', seen, link, {}, all, 'undecided'],
    ['leaves what is linked as it is', seen, same, {}, all, 'unchanged'],
    ['leaves a paused link alone', seen, linked('1', { state: 'paused', remoteHash: seen.hash }), {}, all, 'unchanged'],
    ['says that a change of a paused link is skipped', seen, linked('1', { state: 'paused' }), {}, all, 'skip'],
    [
      'says that a change of one that is never synced is skipped',
      seen,
      linked('1', { state: 'never' }),
      {},
      all,
      'skip',
    ],
    [
      'takes a broken link up again',
      seen,
      linked('1', { state: 'broken', remoteHash: seen.hash }),
      {},
      all,
      'undecided',
    ],
    ['breaks the link of a deleted record', deleted, link, {}, all, 'break'],
    ['breaks it once', deleted, linked('1', { state: 'broken' }), {}, all, 'still_failing'],
    ['never takes a deleted record in', deleted, undefined, {}, all, 'skip', { code: 'excluded' }],
    ['tells why a linked record is unfit', nameless, link, {}, all, 'fail', { localId: 'local-1' }],
    ['tells why a new record is unfit', nameless, undefined, {}, all, 'fail', { localId: null }],
    ['skips new ones by mode', seen, undefined, {}, noNew, 'skip', { code: 'mode' }],
    [
      'hands a changed record on where the mode takes no changes, to be compared',
      seen,
      link,
      {},
      noChanges,
      'undecided',
    ],
    [
      'takes a reviewed match in whatever the mode',
      seen,
      linked('1', { origin: 'matched', remoteHash: null, remoteUpdatedAt: null }),
      {},
      noChanges,
      'undecided',
    ],
    ['excludes by a filter', vendor, undefined, {}, clientsOnly, 'skip', { code: 'excluded', rule: 'company.in.type' }],
    ['excludes changes by a filter', vendor, link, {}, clientsOnly, 'skip', { code: 'excluded', localId: 'local-1' }],
    ['keeps a dismissed one out', seen, undefined, { skipCode: 'dismissed' }, all, 'still_skipped'],
    ['looks again where a person asks', seen, same, { skipCode: 'mode' }, { ...all, reevaluate: true }, 'undecided'],
    ['looks again at none that the mode did not skip', seen, same, {}, { ...all, reevaluate: true }, 'unchanged'],
  ];
  it.each(cases)('%s', (_name, parsed, itsLink, outcome, policy, kind, more = {}) => {
    const links = new Map(itsLink ? [['1', itsLink]] : []);
    const openOutcomes = new Map([['1', openOutcome('1', outcome)]]);
    const { decisions, undecided } = decideByLink(companies, [parsed], { links, openOutcomes }, policy);
    if (kind === 'undecided') expect(undecided).toEqual([parsed]);
    else expect(decisions.get(parsed)).toMatchObject({ kind, ...more });
    expect(decisions.size + undecided.length).toBe(1);
  });

  it('tells two records without an ID apart', () => {
    const broken = [
      parseInvalid(companies, { id: null, reason: 'a', raw: 1 }),
      parseInvalid(companies, { id: null, reason: 'b', raw: 2 }),
    ];
    const none = { links: new Map(), openOutcomes: new Map() };
    expect(decideByLink(companies, broken, none, all).decisions.size).toBe(2);
  });
});

describe('records that a push writes in several requests', () => {
  it('are held while it runs, those alone', () => {
    const other = company(2);
    const links = new Map([
      ['1', linked('1')],
      ['2', linked('2')],
    ]);
    expect(holdBeingPushed([seen, other, company(3)], links, new Set([linked('1').localId]))).toMatchObject([
      [seen, { kind: 'skip', code: 'being_written', localId: linked('1').localId }],
    ]);
  });
});
