import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { ReferenceFlags } from '../../connection/connection.ports.ts';
import { plainChoices } from './plain-choices.rules.ts';

const item = (kind: ReferenceKind, remoteId: string, label: string, flags: ReferenceFlags = {}, isActive = true) => ({
  kind,
  remoteId,
  label,
  isActive,
  flags,
});
const stages = [
  { id: 'lead', name: 'Lead', kind: 'open' as const },
  { id: 'won', name: 'Won', kind: 'won' as const },
  { id: 'lost', name: 'Lost', kind: 'lost' as const },
];

describe('plain choices', () => {
  it('takes the first location with a business unit of its own, and statuses by their flags', () => {
    const chosen = plainChoices({
      stages,
      items: [
        item('location', '1', 'Closed office', { departmentIds: ['9'] }),
        item('location', '2', 'Tampa', { departmentIds: ['5'] }),
        item('department', '9', 'Gone', {}, false),
        item('department', '5', 'Sales'),
        item('status', '1', 'Open'),
        item('status', '5', 'Signed', { wonFlag: true, closedFlag: true }),
        item('status', '2', 'Won', { wonFlag: true, closedFlag: true }),
        item('status', '3', 'Verloren', { lostFlag: true }),
        item('stage', '7', 'Quoted'),
        item('stage', '8', '5.Won'),
        item('stage', '9', '6.Lost'),
      ],
    });
    expect(chosen).toEqual({
      defaults: { locationId: '2', departmentId: '5' },
      stageMap: [
        { stageId: 'won', remoteStageId: '8', remoteStatusId: '2' },
        { stageId: 'lost', remoteStageId: '9', remoteStatusId: '3' },
      ],
      closedStatuses: [
        { statusId: '5', outcome: 'won' },
        { statusId: '2', outcome: 'won' },
        { statusId: '3', outcome: 'lost' },
      ],
      productMap: { nameTo: 'description', identifierFrom: 'sku' },
    });
  });

  it('leaves open what ConnectWise does not have, and never gives one stage twice', () => {
    const chosen = plainChoices({ stages, items: [item('stage', '7', 'Won or lost')] });
    expect(chosen.defaults).toEqual({ locationId: null, departmentId: null });
    expect(chosen.stageMap.map((row) => row.remoteStageId)).toEqual(['7', null]);
  });
});
