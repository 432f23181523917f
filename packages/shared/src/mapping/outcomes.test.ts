import type { OpportunityMapping } from '../forms/configuration/opportunity-mapping.ts';
import { effectiveResult, pullOutcome, pushOutcome } from './outcome.rules.ts';
import { pulledStage } from './pulled-stage.rules.ts';
import { pushStage, pushStatus } from './push-status.rules.ts';
import { ambiguousOutcomes, isRequired, missingMappings } from './required-mapping.rules.ts';
import type { MappedStage, RemoteOption, StageMapping } from './stage-mapping.ts';

const option = (remoteId: string, label: string, flags: RemoteOption['flags'] = {}, isActive = true): RemoteOption => ({
  remoteId,
  label,
  flags,
  isActive,
});

const statuses = [
  option('1', 'Open'),
  option('5', 'Won (old)', { wonFlag: true, closedFlag: true }, false),
  option('6', 'Won, open', { wonFlag: true }),
  option('2', 'Won', { wonFlag: true, closedFlag: true }),
  option('3', 'Lost', { lostFlag: true, closedFlag: true }),
  option('4', 'No decision', { closedFlag: true }),
  option('7', 'Negotiating'),
];

const stage = (id: string, kind: MappedStage['kind'], map: Partial<MappedStage> = {}): MappedStage => ({
  id,
  name: `Stage ${id}`,
  kind,
  position: Number(id),
  remoteStageId: null,
  remoteStatusId: null,
  ...map,
});

const mappingOf = (
  stages: MappedStage[],
  options: Partial<OpportunityMapping> = {},
  more: Partial<StageMapping> = {},
): StageMapping => ({
  stages,
  remoteStages: [option('7', '1.Lead'), option('8', '3.Quote', {}, false), option('9', '6.Closed')],
  statuses,
  options: { statusSource: 'map', wonStatusId: null, lostStatusId: null, closedStatusWins: false, ...options },
  fallback: { remoteStageId: '7', remoteStatusId: '1', stageId: null },
  ...more,
});

describe('R35: the status of a push', () => {
  const ask = (
    kind: MappedStage['kind'],
    remoteStatusId: string | null,
    options: Partial<OpportunityMapping> = {},
    cwStatus: string | null = null,
    isEntering = true,
  ) => {
    const one = stage('1', kind, { remoteStatusId });
    return pushStatus({ stage: one, cwStatus, isEntering }, mappingOf([one], options));
  };

  it.each([
    ['won', '6', '6', 'mapped'],
    ['won', null, '2', 'flag'],
    ['lost', '4', '4', 'mapped'],
    ['lost', null, '3', 'flag'],
    ['open', '7', '7', 'mapped'],
    ['open', null, '1', 'default'],
  ] as const)('by the map: %s, mapped to %s: status %s by rule %s', (kind, mapped, statusId, rule) =>
    expect(ask(kind, mapped)).toEqual({ statusId, rule }),
  );

  it('A11: a second won stage, which cannot have the won status too, follows the first', () => {
    const second = stage('2', 'won');
    const mapping = mappingOf([stage('1', 'won', { remoteStatusId: '6' }), second]);
    expect(pushStatus({ stage: second, cwStatus: null, isEntering: true }, mapping)).toEqual({
      statusId: '6',
      rule: 'sibling',
    });
  });

  const field = { statusSource: 'custom_field' } as const;
  it.each([
    ['entering won: the flagged status that closes', 'won', 'Negotiating', field, true, '2', 'flag'],
    ['entering won: the chosen one of several', 'won', 'Open', { ...field, wonStatusId: '6' }, true, '6', 'chosen'],
    ['entering lost', 'lost', null, field, true, '3', 'flag'],
    ['a later edit of a won one: what the field says', 'won', 'Won, open', field, false, '6', 'cw_status'],
    ['a later edit of a won one without a value', 'won', null, field, false, '2', 'flag'],
    ['an open one: what the field says', 'open', 'Negotiating', field, true, '7', 'cw_status'],
    ['an open one without a value: the default', 'open', null, field, true, '1', 'default'],
  ] as const)('by CW Status: %s', (_words, kind, cwStatus, options, isEntering, statusId, rule) =>
    // The status map is ignored: each of these stages is mapped to "No decision".
    expect(ask(kind, '4', options, cwStatus, isEntering)).toEqual({ statusId, rule }),
  );

  it('says which value is no status any more, which stage lacks one, and where to mend it', () => {
    expect(ask('open', null, field, 'Gone')).toMatchObject({
      statusId: null,
      reason: expect.stringContaining('no status "Gone"'),
    });
    const won = stage('1', 'won');
    expect(
      pushStatus({ stage: won, cwStatus: null, isEntering: true }, mappingOf([won], {}, { statuses: [] })),
    ).toMatchObject({ statusId: null, reason: expect.stringContaining('stage "Stage 1"') });
    const open = stage('1', 'open');
    expect(
      pushStatus(
        { stage: open, cwStatus: null, isEntering: true },
        mappingOf([open], {}, { fallback: { remoteStageId: null, remoteStatusId: null, stageId: null } }),
      ),
    ).toMatchObject({ statusId: null, reason: expect.stringContaining('default status') });
  });
});

describe('R31: the stage of a push', () => {
  it.each([
    ['the mapped stage', stage('1', 'open', { remoteStageId: '8' }), { stageId: '8', rule: 'mapped' }],
    ['the default for an open stage that is not mapped', stage('1', 'open'), { stageId: '7', rule: 'default' }],
    ['what it is in ConnectWise for a win that is not mapped', stage('1', 'won'), { stageId: '7', rule: 'kept' }],
  ])('is %s', (_words, one, expected) => expect(pushStage(one, mappingOf([one]))).toEqual(expected));
});

describe('R34: the stage of a pull', () => {
  const stages = [
    stage('1', 'open'),
    stage('2', 'open', { remoteStageId: '8', remoteStatusId: '4' }),
    stage('3', 'won', { remoteStatusId: '6' }),
    stage('4', 'lost', { remoteStageId: '9' }),
  ];
  const ask = (
    remoteStageId: string | null,
    remoteStatusId: string | null,
    options: Partial<OpportunityMapping> = {},
    more = {},
  ) => {
    const found = pulledStage({ remoteStageId, remoteStatusId }, mappingOf(stages, options, more));
    return found && [found.stage.id, found.rule, found.ignoredStatus];
  };

  it.each([
    ['the stage map decides before the status', '8', '1', '2', 'stage_map', null],
    ['A9: also before a won status, which is told', '8', '6', '2', 'stage_map', 'Won, open'],
    ['and says nothing where stage and status agree', '9', '3', '4', 'stage_map', null],
    ['the status map, where the stage is not mapped', '7', '6', '3', 'status_map', null],
    ['a closed status that was mapped to an open stage is meant so', '7', '4', '2', 'status_map', null],
    ['the default, for a won status that nobody mapped, which is told', '7', '2', '1', 'default', 'Won'],
    ['the default when neither is mapped', '7', '1', '1', 'default', null],
    ['an open status that nobody mapped, which is told', '8', '7', '2', 'stage_map', 'Negotiating'],
    ['and where the stage is not mapped either', '7', '7', '1', 'default', 'Negotiating'],
    ['the default when nothing is known', null, null, '1', 'default', null],
    ['the default for a status that is not in the list', null, '99', '1', 'default', null],
  ])('%s', (_words, remoteStage, remoteStatus, id, rule, ignored) =>
    expect(ask(remoteStage, remoteStatus)).toEqual([id, rule, ignored]),
  );

  it('A8: takes the default CRM stage where one is set', () =>
    expect(ask('7', '1', {}, { fallback: { remoteStageId: null, remoteStatusId: null, stageId: '2' } })).toEqual([
      '2',
      'default',
      null,
    ]));

  it.each([
    ['a won status wins over the mapped stage', '8', '6', '3', 'closed_status', null],
    ['a won status that is not mapped goes to the won stage by its flag', '8', '2', '3', 'closed_status', null],
    ['a closed status goes where it was mapped', '7', '4', '2', 'closed_status', null],
    ['a lost status goes to the lost stage', '8', '3', '4', 'closed_status', null],
    ['an open status leaves it to the stage', '8', '1', '2', 'stage_map', null],
  ])('A9, opted in: %s', (_words, remoteStage, remoteStatus, id, rule, ignored) =>
    expect(ask(remoteStage, remoteStatus, { closedStatusWins: true })).toEqual([id, rule, ignored]),
  );

  it.each([
    ['ignores the status map', '7', '6', '1', 'default', 'Won, open'],
    ['goes by the stage map', '9', '1', '4', 'stage_map', null],
  ])('R29: with CW Status %s', (_words, remoteStage, remoteStatus, id, rule, ignored) =>
    expect(ask(remoteStage, remoteStatus, { statusSource: 'custom_field' })).toEqual([id, rule, ignored]),
  );

  it('has no answer without an open stage', () =>
    expect(pulledStage({ remoteStageId: null, remoteStatusId: '1' }, mappingOf([stage('4', 'lost')]))).toBeNull());
});

describe('the effective result of a row', () => {
  it.each([
    [stage('1', 'open'), 'stage unchanged (1.Lead when new), status unchanged (Open when new or reopened)'],
    [
      stage('1', 'open', { remoteStageId: '8' }),
      'stage 3.Quote (inactive in ConnectWise), status unchanged (Open when new or reopened)',
    ],
    [stage('1', 'won', { remoteStageId: '7' }), 'stage 1.Lead, status Won (marked as won)'],
    [stage('1', 'lost', { remoteStatusId: '4' }), 'stage unchanged (1.Lead when new), status No decision'],
    [
      stage('1', 'won', { remoteStageId: '9', remoteStatusId: '7' }),
      'stage 6.Closed, status Negotiating (ConnectWise does not count it as won)',
    ],
    [
      stage('1', 'open', { remoteStageId: '99' }),
      'stage #99 (no longer in ConnectWise), status unchanged (Open when new or reopened)',
    ],
  ])('A7: %#', (row, sentence) => expect(effectiveResult(row, mappingOf([row]))).toBe(sentence));

  it('R29: tells where the status comes from with CW Status', () => {
    const row = stage('1', 'open', { remoteStatusId: '4' });
    expect(effectiveResult(row, mappingOf([row], { statusSource: 'custom_field' }))).toBe(
      'stage unchanged (1.Lead when new), status as CW Status says, else unchanged (Open when new or reopened)',
    );
  });
});

describe('the simulator names the rule', () => {
  const won = stage('3', 'won', { remoteStageId: '9', remoteStatusId: '2' });
  const lead = stage('1', 'open');
  const mapping = mappingOf([lead, won]);
  it('R35: on the way out', () => {
    expect(pushOutcome({ stage: won, cwStatus: null, isEntering: true }, mapping)).toEqual({
      remoteStageId: '9',
      remoteStatusId: '2',
      stageRule: 'mapped',
      statusRule: 'mapped',
      sentence:
        'Stage "6.Closed": "Stage 3" is mapped to it. Status "Won": entering "Stage 3" sets its mapped status, before anything else.',
    });
    expect(pushOutcome({ stage: lead, cwStatus: null, isEntering: true }, mapping).sentence).toBe(
      'Stage as it is in ConnectWise, "1.Lead" when it is new there: "Stage 1" is not mapped. Status as it is in ConnectWise, "Open" when it is new there or reopened: nothing else says one.',
    );
  });
  it('R34: on the way in', () => {
    expect(pullOutcome({ remoteStageId: '9', remoteStatusId: '1' }, mapping)?.sentence).toBe(
      '"Stage 3": the ConnectWise stage "6.Closed" is mapped to it; the stage decides before the status.',
    );
    expect(pullOutcome({ remoteStageId: '7', remoteStatusId: '3' }, mapping)?.sentence).toBe(
      '"Stage 1": neither the ConnectWise stage "1.Lead" nor the status "Lost" is mapped, so it is the default stage. Status Lost ignored, it is closed in ConnectWise but mapped to no stage here.',
    );
  });
});

describe('R32, A6: what has to be mapped', () => {
  const open = stage('1', 'open');
  const missing = (stages: MappedStage[], statusSource: OpportunityMapping['statusSource'] = 'map') =>
    missingMappings(stages, { statusSource }).map(({ index, column, message }) => [index, column, message]);

  it('is a status for won and for lost, and nothing for open stages', () =>
    expect(missing([open, stage('2', 'won'), stage('3', 'lost', { remoteStageId: '9' })])).toEqual([
      [1, 'remoteStatusId', expect.stringContaining('Map stage "Stage 2" to a ConnectWise status')],
      [2, 'remoteStatusId', expect.stringContaining('Map stage "Stage 3" to a ConnectWise status')],
    ]));
  it('is the stage with CW Status, where the stage map is the only one', () =>
    expect(
      missing(
        [open, stage('2', 'won', { remoteStatusId: '2' }), stage('3', 'lost', { remoteStageId: '9' })],
        'custom_field',
      ),
    ).toEqual([[1, 'remoteStageId', expect.stringContaining('Map stage "Stage 2" to a ConnectWise stage')]]));
  it('is one of several won stages', () =>
    expect(
      missing([
        stage('2', 'won'),
        stage('4', 'won', { remoteStatusId: '2' }),
        stage('3', 'lost', { remoteStatusId: '3' }),
      ]),
    ).toEqual([]));
  it('asks for the stage itself where the pipeline has none', () =>
    expect(missing([open, stage('2', 'won', { remoteStatusId: '2' })])).toEqual([
      [null, 'remoteStatusId', expect.stringContaining('no lost stage')],
    ]));
  it('is no row whose outcome another one carries', () => {
    const stages = [open, stage('2', 'won'), stage('4', 'won', { remoteStatusId: '2' }), stage('3', 'lost')];
    expect(stages.map((one) => isRequired(one, stages, { statusSource: 'map' }))).toEqual([false, false, true, true]);
  });
  it('A11: asks which status is meant only where ConnectWise marks several', () =>
    expect(ambiguousOutcomes(statuses)).toEqual(['won']));
});
