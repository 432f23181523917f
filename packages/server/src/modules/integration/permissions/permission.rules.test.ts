import { leastRole, rightIds, rightOf } from '@causeway/shared/connectwise-rights';
import type { SyncMode } from '@causeway/shared/vocabulary';
import { ConnectWiseError, type ConnectWiseErrorDetails } from '../../../connectwise/client/connectwise-error.ts';
import { modeCapabilities } from '../configuration/mode.rules.ts';
import { permissionLines, permissionStep, rightsToTry } from './permission-report.rules.ts';
import { type RightResult, rightResult } from './right-answer.rules.ts';

const failed = (details: Omit<ConnectWiseErrorDetails, 'message'>) =>
  new ConnectWiseError({ message: 'no', ...details });

describe('rightResult', () => {
  it.each<[string, unknown, RightResult['state'] | null]>([
    ['an answer', null, 'ok'],
    ['403', failed({ kind: 'forbidden', status: 403 }), 'denied'],
    ['400 for the fields that were left out', failed({ kind: 'invalid', status: 400, code: 'InvalidObject' }), 'ok'],
    ['404 for the record that does not exist', failed({ kind: 'not_found', status: 404, code: 'NotFound' }), 'ok'],
    ['404 for the address', failed({ kind: 'not_found', status: 404, code: 'ConnectWiseApi' }), 'not_tried'],
    ['415 for a document sent as JSON', failed({ kind: 'invalid', status: 415 }), 'not_tried'],
    ['500', failed({ kind: 'unavailable', status: 500 }), 'not_tried'],
    ['no answer in time', failed({ kind: 'timeout' }), 'not_tried'],
    ['429', failed({ kind: 'rate_limited', status: 429 }), 'not_tried'],
    ['401, which is of the keys', failed({ kind: 'unauthorized', status: 401 }), null],
    ['a missing client ID', failed({ kind: 'client_id_missing', status: 403 }), null],
    ['an error of ours', new Error('oops'), null],
  ])('reads %s', (_what, error, state) => {
    expect(rightResult('companies_add', error)?.state ?? null).toBe(state);
  });
});

describe('what a mode wants', () => {
  const wanted = (mode: SyncMode) =>
    permissionLines(null, modeCapabilities[mode])
      .filter((line) => line.isNeeded && line.level !== 'inquire')
      .map((line) => line.id);

  it.each<[SyncMode, string[]]>([
    ['pull_only', []],
    [
      'pull_new_push_won',
      [
        'companies_add',
        'companies_edit',
        'contacts_add',
        'documents_add',
        'opportunities_add',
        'opportunities_edit',
        'catalog_add',
        'products_add',
        'products_edit',
      ],
    ],
  ])('%s', (mode, rights) => expect(wanted(mode)).toEqual(rights));

  it('real time wants every write', () =>
    expect(wanted('real_time')).toEqual(rightIds.filter((id) => rightOf(id).level !== 'inquire')));

  it('never tries a write that the mode does without', () =>
    expect(rightsToTry(modeCapabilities.pull_only).every((id) => rightOf(id).level === 'inquire')).toBe(true));
});

describe('permissionStep', () => {
  const may = modeCapabilities.pull_only;
  const row = (results: object) => ({ checkedAt: new Date(0), checkedBy: null, results });
  const ok = Object.fromEntries(rightsToTry(may).map((id) => [id, { state: 'ok', reason: null }]));
  const denied = { state: 'denied', reason: 'no' };

  it.each([
    ['never looked', null, 'open', 'Not checked yet.'],
    ['all well', row(ok), 'done', null],
    ['one missing', row({ ...ok, stage_table: denied }), 'needs_work', 'The API member may not read sales stages.'],
    [
      'two missing',
      row({ ...ok, stage_table: denied, status_table: denied }),
      'needs_work',
      '2 permissions are missing.',
    ],
    ['one missing that nothing needs', row({ ...ok, contact_type_table: denied }), 'done', null],
  ])('%s', (_what, check, state, note) => expect(permissionStep(check, may)).toEqual({ state, note }));

  it('asks to look again when the mode wants more than was looked at', () =>
    expect(permissionStep(row(ok), modeCapabilities.real_time)).toMatchObject({ state: 'open' }));
});

describe('the least role', () => {
  it('R2: has one row an action, with the levels that any mode wants', () => {
    const rows = leastRole().map(({ module, action, levels }) => `${module} > ${action}: ${[...levels].join(', ')}`);
    expect(rows).toEqual([
      'Companies > Company Maintenance: inquire, add, edit',
      'Companies > Contacts: inquire, add, edit',
      'Companies > Manage Documents: inquire, add',
      'Sales > Opportunity: inquire, add, edit',
      'Procurement > Product Catalog: inquire, add, edit',
      'Procurement > Products: inquire, add, edit',
      'System > Member Maintenance: inquire',
      'System > My Company: inquire',
      'System > Table Setup: inquire',
    ]);
  });
});
