import type { ReferenceItemRecord } from '../../../connection/connection.ports.ts';
import { lostOption } from './lost-option.rules.ts';

const stage = (remoteId: string, rest: Partial<ReferenceItemRecord>): ReferenceItemRecord => ({
  kind: 'stage',
  remoteId,
  label: `Stage ${remoteId}`,
  position: null,
  isActive: true,
  flags: {},
  ...rest,
});
const lists = {
  stage: [stage('1', {}), stage('2', { isActive: false }), stage('3', { isActive: false, flags: { isGone: true } })],
};
const wants = (remoteId: string | null) =>
  lostOption([{ kind: 'stage', remoteId, why: 'stage "Lead" is mapped to it', step: 'mapping' }], lists);

describe('lostOption', () => {
  it.each([
    ['an active option', '1', null],
    ['no option', null, null],
    ['an inactive one', '2', 'Stage Stage 2 was deactivated in ConnectWise'],
    ['one that vanished', '3', 'Stage Stage 3 is no longer in ConnectWise'],
    ['one that is not known', '4', 'Stage with ID 4 is no longer in ConnectWise'],
  ])('%s', (_what, remoteId, loss) =>
    expect(wants(remoteId)).toEqual(loss && { loss, why: 'stage "Lead" is mapped to it', step: 'mapping' }),
  );

  it('says nothing about a list that was never read', () =>
    expect(lostOption([{ kind: 'rating', remoteId: '4', why: '', step: 'scope' }], lists)).toBeNull());
});
