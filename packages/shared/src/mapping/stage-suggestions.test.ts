import type { MappedStage, RemoteOption } from './stage-mapping.ts';
import { similarity, suggestions } from './stage-suggestions.rules.ts';

const option = (remoteId: string, label: string, more: Partial<RemoteOption> = {}): RemoteOption => ({
  remoteId,
  label,
  isActive: true,
  flags: {},
  ...more,
});
const stage = (name: string, kind: MappedStage['kind'] = 'open', map: Partial<MappedStage> = {}): MappedStage => ({
  id: name,
  name,
  kind,
  position: 1,
  remoteStageId: null,
  remoteStatusId: null,
  ...map,
});
const map = { statusSource: 'map', wonStatusId: null, lostStatusId: null, closedStatusWins: false } as const;
const ask = (stages: MappedStage[], remoteStages: RemoteOption[], statuses: RemoteOption[] = [], options = map) =>
  suggestions({ stages, remoteStages, statuses, options }).map((s) => `${s.stageId}.${s.field}=${s.label}`);

describe('suggestions', () => {
  it.each([
    ['Lead', '1.Lead', true],
    ['Qualified', '2. Qualify', true],
    ['Négociation', '4-negociation', true],
    ['Proposal', '3.Quote', false],
    ['Won', 'Lost', false],
    ['', 'Lost', false],
  ])('"%s" and "%s" are alike: %s', (ours, theirs, alike) => expect(similarity(ours, theirs) >= 0.5).toBe(alike));

  it('propose the best name for each row, and an option only once', () =>
    expect(
      ask(
        [stage('Quote'), stage('Quote sent'), stage('Nothing like it')],
        [option('8', '3.Quote'), option('9', '4.Quote sent')],
      ),
    ).toEqual(['Quote.remoteStageId=3.Quote', 'Quote sent.remoteStageId=4.Quote sent']));

  it('leave alone what is mapped, and options that are used or inactive', () =>
    expect(
      ask(
        [stage('Lead', 'open', { remoteStageId: '7' }), stage('Lead 2'), stage('Quote')],
        [option('7', '1.Lead'), option('8', '3.Quote', { isActive: false })],
      ),
    ).toEqual([]));

  it('give won and lost the status that ConnectWise marks so, when there is only one', () => {
    const won = option('2', 'Signed', { flags: { wonFlag: true } });
    const lost = option('3', 'Gone', { flags: { lostFlag: true } });
    const lostToo = option('4', 'Gone too', { flags: { lostFlag: true } });
    expect(ask([stage('Closed won', 'won'), stage('Closed lost', 'lost')], [], [won, lost, lostToo])).toEqual([
      'Closed won.remoteStatusId=Signed',
    ]);
  });

  it('R25: are about stages only while CW Status is used', () =>
    expect(ask([stage('Open')], [], [option('1', 'Open')], { ...map, statusSource: 'custom_field' } as never)).toEqual(
      [],
    ));
});
