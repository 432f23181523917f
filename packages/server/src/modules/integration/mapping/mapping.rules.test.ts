import type { MappedStage } from '@causeway/shared/mapping/stage-mapping';
import type { ReferenceFlags, ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { stageMapProblems } from './stage-map.rules.ts';

const item = (
  kind: 'stage' | 'status',
  remoteId: string,
  label: string,
  flags: ReferenceFlags = {},
  isActive = true,
): ReferenceItemRecord => ({ kind, remoteId, label, position: null, isActive, flags });

const lists = {
  status: [item('status', '1', 'Open')],
  stage: [item('stage', '7', '1.Lead'), item('stage', '8', '3.Quote', {}, false)],
};

const stage = (id: string, kind: MappedStage['kind'], map: Partial<MappedStage> = {}): MappedStage => ({
  id,
  name: `Stage ${id}`,
  kind,
  position: Number(id),
  remoteStageId: null,
  remoteStatusId: null,
  ...map,
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
    [
      'an option that is inactive in ConnectWise',
      [{ stageId: '2', remoteStageId: '8' }],
      ['inactive_option stageMap.0.remoteStageId'],
    ],
    ['a stage that is gone', [{ stageId: '9' }], ['not_found stageMap.0.stageId']],
    ['the same stage twice', [{ stageId: '2' }, { stageId: '2' }], ['duplicate_row stageMap.1.stageId']],
  ])('refuses %s', (_words, inputs, problems) => expect(codes(inputs)).toEqual(problems));
  it('R28: lets a freed option be taken in the same save', () =>
    expect(codes([{ stageId: '1' }, { stageId: '2', remoteStageId: '7' }])).toEqual([]));
  it('lets a row be saved whose option was deactivated after it was chosen', () => {
    const drifted = [stage('1', 'open', { remoteStageId: '8' }), stage('2', 'open')];
    const inputs = [{ stageId: '1', remoteStageId: '8', remoteStatusId: '1' }];
    expect(stageMapProblems(drifted, inputs, lists)).toEqual([]);
  });
});
