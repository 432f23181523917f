import { planWithRemote, type StandingQuestion, standingWithoutLook } from './stage-plan.rules.ts';

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

  it.each([
    ['nothing new there', question({}), { hasNews: false, kind: 'open' }, entering],
    ['news there', question({}), { hasNews: true, kind: 'open' }, { keepsStage: true, status: 'kept' }],
    ['closed there', question({}), { hasNews: false, kind: 'won' }, { keepsStage: true, status: 'kept' }],
    [
      'closed there, CW Status edited here',
      question({ statusSource: 'custom_field', local: { cwStatus: 'Open' }, agreed: { cwStatus: 'Won' } }),
      { hasNews: false, kind: 'won' },
      { keepsStage: true, status: 'edited' },
    ],
    [
      'CW Status empty here',
      question({ statusSource: 'custom_field', agreed: { cwStatus: 'Open' } }),
      { hasNews: false, kind: 'open' },
      { keepsStage: false, status: 'kept' },
    ],
    [
      'in another one of the stages that come in here as this one',
      question({}),
      { hasNews: false, kind: 'open', isOtherStage: true },
      { keepsStage: true, status: 'entering' },
    ],
    [
      'in another one of the statuses',
      question({}),
      { hasNews: false, kind: 'open', isOtherStatus: true },
      { keepsStage: false, status: 'kept' },
    ],
  ] as const)('an edit in the agreed stage, %s', (_words, asked, remote, expected) =>
    expect(planWithRemote(asked, { isOtherStage: false, isOtherStatus: false, ...remote })).toEqual(expected),
  );
});
