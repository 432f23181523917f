import type { ReferenceFlags, ReferenceItemRecord } from '../connection/connection.ports.ts';
import { effectiveResult } from './effective-result.rules.ts';
import { pushStatus } from './push-status.rules.ts';
import { type MappedStage, pulledStage, pushStage } from './stage.rules.ts';
import { stageMapProblems } from './stage-map.rules.ts';

const item = (
  kind: 'stage' | 'status',
  remoteId: string,
  label: string,
  flags: ReferenceFlags = {},
  isActive = true,
): ReferenceItemRecord => ({ kind, remoteId, label, position: null, isActive, flags });

const statuses = [
  item('status', '1', 'Open', { defaultFlag: true }),
  item('status', '5', 'Won (old)', { wonFlag: true, closedFlag: true }, false),
  item('status', '6', 'Won, open', { wonFlag: true }),
  item('status', '2', 'Won', { wonFlag: true, closedFlag: true }),
  item('status', '3', 'Lost', { lostFlag: true, closedFlag: true }),
  item('status', '4', 'No decision', { closedFlag: true }),
];
const lists = { status: statuses, stage: [item('stage', '7', '1.Lead'), item('stage', '8', '3.Quote', {}, false)] };

const stage = (id: string, kind: MappedStage['kind'], map: Partial<MappedStage> = {}): MappedStage => ({
  id,
  name: `Stage ${id}`,
  kind,
  position: Number(id),
  remoteStageId: null,
  remoteStatusId: null,
  ...map,
});

describe('R35: pushStatus', () => {
  const ask = (kind: MappedStage['kind'], mappedStatusId: string | null, defaultStatusId: string | null = '1') =>
    pushStatus({ stage: { name: 'S', kind }, mappedStatusId, defaultStatusId, statuses });
  it.each([
    ['won', '6', '6', 'mapped'],
    ['won', null, '2', 'won_flag'],
    ['lost', '4', '4', 'mapped'],
    ['lost', null, '3', 'lost_flag'],
    ['open', '4', '4', 'mapped'],
    ['open', null, '1', 'default'],
  ] as const)('%s, mapped to %s: status %s by rule %s', (kind, mapped, statusId, rule) =>
    expect(ask(kind, mapped)).toEqual({ statusId, rule }),
  );
  it('says which stage lacks a status, and where to mend it', () => {
    expect(
      pushStatus({ stage: { name: 'Won', kind: 'won' }, mappedStatusId: null, defaultStatusId: '1', statuses: [] }),
    ).toMatchObject({
      statusId: null,
      reason: expect.stringContaining('stage "Won"'),
    });
    expect(ask('open', null, null)).toMatchObject({
      statusId: null,
      reason: expect.stringContaining('default status'),
    });
  });
});

describe('R31: pushStage', () => {
  it('is the mapped stage', () => expect(pushStage({ remoteStageId: '8' }, '7')).toBe('8'));
  it('is the default stage when the CRM stage is not mapped', () =>
    expect(pushStage({ remoteStageId: null }, '7')).toBe('7'));
});

describe('R34: pulledStage', () => {
  const stages = [
    stage('1', 'open'),
    stage('2', 'open', { remoteStageId: '8', remoteStatusId: '4' }),
    stage('3', 'won', { remoteStatusId: '6' }),
    stage('4', 'lost'),
  ];
  it.each([
    ['the stage map wins over the status', '8', '2', '2', 'stage_map'],
    ['the status map, where the stage is not mapped', '7', '6', '3', 'status_map'],
    ['the won flag', '7', '2', '3', 'status_flag'],
    ['the lost flag', null, '3', '4', 'status_flag'],
    ['closed without a win counts as lost, unless mapped', '7', '4', '2', 'status_map'],
    ['the first open stage by default', '7', '1', '1', 'default'],
    ['the first open stage when nothing is known', null, null, '1', 'default'],
  ])('%s', (_words, remoteStageId, remoteStatusId, stageId, rule) =>
    expect(pulledStage({ remoteStageId, remoteStatusId, stages, statuses })).toEqual({ stageId, rule }),
  );
  it.each([
    ['the chosen open stage', '2', '2'],
    ['the first open stage when the chosen one is not open', '3', '1'],
    ['the first open stage when the chosen one is gone', '9', '1'],
  ])('R34, A8: where nothing is mapped, %s', (_words, defaultStageId, stageId) =>
    expect(pulledStage({ remoteStageId: '7', remoteStatusId: '1', stages, statuses, defaultStageId })?.stageId).toBe(
      stageId,
    ),
  );
  it('falls back to an open stage when the pipeline has no won one', () =>
    expect(
      pulledStage({ remoteStageId: null, remoteStatusId: '2', stages: [stage('1', 'open')], statuses })?.stageId,
    ).toBe('1'));
  it('has no answer without an open stage', () =>
    expect(
      pulledStage({ remoteStageId: null, remoteStatusId: '1', stages: [stage('4', 'lost')], statuses }),
    ).toBeNull());
});

describe('effectiveResult', () => {
  const defaults = { stageId: '7', statusId: '1' };
  it.each([
    [stage('1', 'open'), 'stage 1.Lead (default), status Open (default)'],
    [stage('1', 'open', { remoteStageId: '8' }), 'stage 3.Quote (inactive in ConnectWise), status Open (default)'],
    [stage('1', 'won', { remoteStageId: '7' }), 'stage 1.Lead, status Won (marked as won)'],
    [stage('1', 'lost', { remoteStatusId: '4' }), 'stage 1.Lead (default), status No decision'],
    [stage('1', 'open', { remoteStageId: '99' }), 'stage #99 (no longer in ConnectWise), status Open (default)'],
  ])('%#: %s', (row, sentence) => expect(effectiveResult(row, defaults, lists)).toBe(sentence));
});

describe('R26, R27: stageMapProblems', () => {
  const current = [stage('1', 'open', { remoteStageId: '7' }), stage('2', 'open')];
  const codes = (inputs: Parameters<typeof stageMapProblems>[1]) =>
    stageMapProblems(current, inputs, lists).map((p) => `${p.code} ${p.field}`);
  it.each([
    [
      'an option that another stage holds',
      [{ stageId: '2', remoteStageId: '7' }],
      ['mapping_taken stageMap.0.remoteStageId'],
    ],
    [
      'an option given twice at once',
      [
        { stageId: '1', remoteStatusId: '1' },
        { stageId: '2', remoteStatusId: '1' },
      ],
      ['mapping_taken stageMap.1.remoteStatusId'],
    ],
    [
      'an option that ConnectWise does not have',
      [{ stageId: '2', remoteStageId: '5' }],
      ['unknown_option stageMap.0.remoteStageId'],
    ],
    ['a stage that is gone', [{ stageId: '9' }], ['not_found stageMap.0.stageId']],
    ['the same stage twice', [{ stageId: '2' }, { stageId: '2' }], ['duplicate_row stageMap.1.stageId']],
  ])('refuses %s', (_words, inputs, problems) => expect(codes(inputs)).toEqual(problems));
  it('R28: lets a freed option be taken in the same save', () =>
    expect(codes([{ stageId: '1' }, { stageId: '2', remoteStageId: '7' }])).toEqual([]));
});
