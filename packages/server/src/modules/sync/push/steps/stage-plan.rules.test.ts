import {
  planWithFound,
  planWithRemote,
  type StandingQuestion,
  standingWithoutLook,
  withoutDefaults,
} from './stage-plan.rules.ts';

const question = (
  more: {
    [K in keyof StandingQuestion]?: StandingQuestion[K] extends object
      ? Partial<StandingQuestion[K]>
      : StandingQuestion[K];
  },
): StandingQuestion => ({
  statusSource: more.statusSource ?? 'map',
  isEdit: more.isEdit ?? true,
  isPlain: more.isPlain ?? true,
  local: { stageId: 'lead', kind: 'open', cwStatus: null, ...more.local },
  agreed: { stageId: 'lead', kind: 'open', cwStatus: null, ...more.agreed },
});
const entering = { keepsStage: false, status: 'entering' };

describe('what of the standing goes out', () => {
  it.each([
    ['a win', question({ isPlain: false, local: { stageId: 'won', kind: 'won' } }), entering],
    ['a win where edits stay here', question({ isEdit: false }), entering],
    ['another open stage', question({ local: { stageId: 'quote' } }), entering],
    ['a win that waited behind an edit', question({ local: { stageId: 'won', kind: 'won' } }), entering],
    [
      'another open stage with CW Status, which is not the stage’s business',
      question({
        statusSource: 'custom_field',
        local: { stageId: 'quote', cwStatus: 'Open' },
        agreed: { cwStatus: 'Open' },
      }),
      { keepsStage: false, status: 'kept' },
    ],
    [
      'another open stage and another CW Status',
      question({
        statusSource: 'custom_field',
        local: { stageId: 'quote', cwStatus: 'Hot' },
        agreed: { cwStatus: 'Open' },
      }),
      { keepsStage: false, status: 'edited' },
    ],
    [
      'a reopening with CW Status',
      question({ statusSource: 'custom_field', local: { stageId: 'quote' }, agreed: { stageId: 'won', kind: 'won' } }),
      entering,
    ],
    ['an edit of something else: ConnectWise has to be asked', question({}), null],
  ])('%s', (_words, asked, expected) => expect(standingWithoutLook(asked)).toEqual(expected));

  const kept = { keepsStage: true, status: 'kept' };
  it.each([
    ['nothing new there', question({}), {}, kept],
    ['news there', question({}), { hasNews: true }, kept],
    ['closed there', question({}), { kind: 'won' }, kept],
    ['moved by a push that did not come to the status', question({}), { isUnfinished: true }, entering],
    ['the same, and closed there since', question({}), { isUnfinished: true, kind: 'lost' }, kept],
    ['closed here, still open there', question({ local: { kind: 'won' }, agreed: { kind: 'won' } }), {}, entering],
    ['closed on both sides', question({ local: { kind: 'won' }, agreed: { kind: 'won' } }), { kind: 'won' }, kept],
    [
      'closed there, CW Status edited here',
      question({ statusSource: 'custom_field', local: { cwStatus: 'Open' }, agreed: { cwStatus: 'Won' } }),
      { kind: 'won' },
      { keepsStage: true, status: 'edited' },
    ],
    [
      'CW Status empty here',
      question({ statusSource: 'custom_field', agreed: { cwStatus: 'Open' } }),
      {},
      { keepsStage: true, status: 'kept' },
    ],
    [
      'unfinished, in another one of the stages that come in here as this one',
      question({}),
      { isUnfinished: true, isOtherStage: true },
      { keepsStage: true, status: 'entering' },
    ],
    [
      'unfinished, in another one of the statuses',
      question({}),
      { isUnfinished: true, isOtherStatus: true },
      { keepsStage: false, status: 'kept' },
    ],
  ] as const)('an edit in the agreed stage, %s', (_words, asked, remote, expected) =>
    expect(
      planWithRemote(asked, {
        hasNews: false,
        kind: 'open',
        isOtherStage: false,
        isOtherStatus: false,
        isUnfinished: false,
        ...remote,
      }),
    ).toEqual(expected),
  );
});

describe('what is mapped to none', () => {
  const sent = { keepsStage: false, status: 'entering' } as const;
  const [none, both] = [
    { stage: false, status: false },
    { stage: true, status: true },
  ];
  it.each([
    ['nothing is a default', sent, none, none, sent],
    ['the default overwrites nothing', sent, both, none, { keepsStage: true, status: 'kept' }],
    [
      'a default stage, with a mapped status',
      sent,
      { stage: true, status: false },
      none,
      { ...sent, keepsStage: true },
    ],
    ['what a win or a loss had set is left for the default', sent, both, both, sent],
    [
      'a status that was edited goes out',
      { ...sent, status: 'edited' },
      both,
      none,
      { keepsStage: true, status: 'edited' },
    ],
    ['what stands anyway', { keepsStage: true, status: 'kept' }, both, both, { keepsStage: true, status: 'kept' }],
  ] as const)('%s', (_words, plan, isDefault, leaves, expected) =>
    expect(withoutDefaults(plan, isDefault, leaves)).toEqual(expected),
  );
});

describe('what goes out of the standing of an opportunity that was found when it was to be created', () => {
  const stands = { keepsStage: true, status: 'kept' };
  const found = { isUnmapped: false, isMovedHere: false, isMovedThere: false, here: 'open', there: 'open' } as const;

  it.each([
    ['nobody touched it', found, entering],
    ['it was won there since', { ...found, isMovedThere: true, there: 'won' }, stands],
    ['another open status was set there since', { ...found, isMovedThere: true }, stands],
    ['it was lost there, and won here', { ...found, isMovedThere: true, there: 'lost', here: 'won' }, entering],
    [
      'it was moved on both sides, which the owner decides',
      { ...found, isMovedHere: true, isMovedThere: true, there: 'won' },
      { ...entering, isOpenMove: true },
    ],
    ['nobody knows what was sent, and it is open', { ...found, isMovedThere: null }, stands],
    ['nobody knows what was sent, and it is won there', { ...found, isMovedThere: null, there: 'won' }, stands],
    ['nobody knows what was sent, and its win is due', { ...found, isMovedThere: null, here: 'won' }, entering],
    [
      'nobody knows what was sent, and both won it',
      { ...found, isMovedThere: null, here: 'won', there: 'won' },
      stands,
    ],
  ] as const)('%s', (_case, question, plan) => {
    expect(planWithFound(question)).toEqual(plan);
  });
});
