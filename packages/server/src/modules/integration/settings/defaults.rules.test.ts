import { type Defaults, defaultsSchema } from '@causeway/shared/forms/configuration/defaults';
import type { SyncMode } from '@causeway/shared/vocabulary';
import type { ReferenceFlags, ReferenceItemRecord } from '../../connection/connection.ports.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import { isValidPlace, resolveDefaults, salesRepFor } from '../configuration/defaults.rules.ts';
import { defaultsProblems, localStageProblems, missingDefaults } from './defaults-problems.rules.ts';

const row = (
  kind: ReferenceItemRecord['kind'],
  remoteId: string,
  flags: ReferenceFlags = {},
  isActive = true,
): ReferenceItemRecord => ({ kind, remoteId, label: `${kind} ${remoteId}`, position: null, isActive, flags });

const lists: ReferenceLists = {
  status: [
    row('status', '5', { defaultFlag: true }, false),
    row('status', '2', { wonFlag: true, closedFlag: true }),
    row('status', '9'),
    row('status', '1', { defaultFlag: true }),
    row('status', '4', { closedFlag: true }),
  ],
  stage: [row('stage', '7', {}, false), row('stage', '8'), row('stage', '6')],
  location: [
    row('location', '10', { departmentIds: ['30'] }, false),
    row('location', '11', { departmentIds: ['99'] }),
    row('location', '12', { departmentIds: ['21'] }),
    row('location', '13'),
  ],
  department: [row('department', '20'), row('department', '21')],
  member: [
    row('member', '40', { email: 'gone@msp.example', licenseClass: 'A' }, false),
    row('member', '41', { email: 'Dana@msp.example' }),
    row('member', '42', { licenseClass: 'A' }),
  ],
};

describe('resolveDefaults', () => {
  const resolved = resolveDefaults({}, lists);
  it.each([
    ['R36: the open status that ConnectWise marks as default, though an inactive one is marked too', 'statusId', '1'],
    ['the first active stage in ConnectWise’s order', 'stageId', '8'],
    ['the first location with a department that goes with it', 'locationId', '12'],
    ['that department', 'departmentId', '21'],
    ['the API member', 'salesRepId', '42'],
    ['no rating', 'ratingId', null],
    ['no opportunity type', 'opportunityTypeId', null],
    ['no tax code', 'taxCodeId', null],
  ] as const)('takes %s', (_words, field, value) => expect(resolved[field]).toBe(value));

  it('keeps what was chosen', () =>
    expect(resolveDefaults({ statusId: '9', stageId: '6', salesRepId: '41', ratingId: '3' }, lists)).toMatchObject({
      statusId: '9',
      stageId: '6',
      salesRepId: '41',
      ratingId: '3',
    }));
  it.each([
    ['a location', { locationId: '13' }, { locationId: '13', departmentId: '20' }],
    ['a department', { departmentId: '20' }, { locationId: '13', departmentId: '20' }],
  ])('completes the pair when only %s was chosen', (_words, chosen, pair) =>
    expect(resolveDefaults(chosen, lists)).toMatchObject(pair),
  );
  it('takes any open status when none is marked as default', () =>
    expect(resolveDefaults({}, { status: [row('status', '2', { wonFlag: true }), row('status', '9')] }).statusId).toBe(
      '9',
    ));
  it('leaves unknown what ConnectWise has no list of', () => {
    const { closeDateOffsetDays, ...others } = resolveDefaults({}, {});
    expect(closeDateOffsetDays).toBe(30);
    expect(Object.values(others).every((value) => value === null)).toBe(true);
  });
});

describe('salesRepFor', () => {
  it.each([
    ['the member with the owner’s e-mail, in any case', 'dana@MSP.example', '41'],
    ['the default when the member is inactive', 'gone@msp.example', '42'],
    ['the default when nobody has that e-mail', 'else@msp.example', '42'],
    ['the default without an owner', null, '42'],
  ])('is %s', (_words, email, member) => expect(salesRepFor(email, resolveDefaults({}, lists), lists)).toBe(member));
});

describe('isValidPlace', () => {
  it.each([
    ['12', '21', true],
    ['12', '20', false],
    ['13', '20', true],
  ])('location %s with department %s: %s', (location, department, valid) =>
    expect(isValidPlace(location, department, lists)).toBe(valid),
  );
});

describe('defaultsProblems', () => {
  it.each([
    ['an option that ConnectWise does not have', { stageId: '77' }, 'unknown_option', 'defaults.stageId'],
    ['R23: an inactive option', { salesRepId: '40' }, 'inactive_option', 'defaults.salesRepId'],
    ['R35: a closed default status', { statusId: '2' }, 'closed_default_status', 'defaults.statusId'],
    [
      'a pair that ConnectWise refuses',
      { locationId: '12', departmentId: '20' },
      'invalid_pair',
      'defaults.departmentId',
    ],
  ])('refuses %s', (_words, chosen, code, field) =>
    expect(defaultsProblems(chosen, lists)).toEqual([{ code, field, message: expect.any(String) }]),
  );
  it('names every problem at once', () =>
    expect(
      defaultsProblems({ stageId: '77', statusId: '4', locationId: '12', departmentId: '20' }, lists),
    ).toHaveLength(3));
  it('has nothing against good choices, or none', () => {
    expect(defaultsProblems({ statusId: '9', locationId: '12', departmentId: '21' }, lists)).toEqual([]);
    expect(defaultsProblems({ statusId: null }, lists)).toEqual([]);
  });
});

describe('what the start wants of the defaults', () => {
  const chosen = (more: Partial<Defaults> = {}) => defaultsSchema.parse(more);
  const missing = (mode: SyncMode, more: Partial<Defaults> = {}, from = lists) =>
    missingDefaults(chosen(more), mode, from).map(({ code, field }) => [code, field]);
  it.each<[string, SyncMode, Partial<Defaults>, string[]]>([
    ['both', 'pull_new_push_won', {}, ['defaults.locationId', 'defaults.departmentId']],
    ['the business unit', 'real_time', { locationId: '12' }, ['defaults.departmentId']],
    ['nothing that was chosen', 'push_won_only', { locationId: '12', departmentId: '21' }, []],
    ['nothing where nothing is pushed', 'pull_only', {}, []],
  ])('R24: %s', (_what, mode, more, fields) => expect(missing(mode, more).map(([, field]) => field)).toEqual(fields));

  it('R35: an open status, when ConnectWise has none at all', () => {
    const place = { locationId: '12', departmentId: '21' };
    const closed = { ...lists, status: [row('status', '2', { closedFlag: true }), row('status', '3', {}, false)] };
    expect(missing('real_time', place, closed)).toEqual([['no_open_status', 'defaults.statusId']]);
    expect(missing('real_time', place)).toEqual([]);
  });
});

describe('R31, A8: the CRM stage of what is not mapped', () => {
  const stages = [
    { id: 'a', name: 'Lead', kind: 'open' as const },
    { id: 'b', name: 'Won', kind: 'won' as const },
  ];
  it.each([
    [null, []],
    ['a', []],
    ['b', ['closed_default_stage']],
    ['c', ['unknown_option']],
  ])('%s: %j', (id, codes) => expect(localStageProblems(id, stages).map((p) => p.code)).toEqual(codes));
});
