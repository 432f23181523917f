import { closingTimes, firstStage, moveBetween, type Stage, stageToReopen } from './stage-move.rules.ts';

const stage = (id: string, kind: Stage['kind'], position: number): Stage => ({ id, name: id, kind, position });
const lost = stage('lost', 'lost', 6);
const wonLater = stage('won-later', 'won', 7);
const won = stage('won', 'won', 5);
const proposal = stage('proposal', 'open', 3);
const qualify = stage('qualify', 'open', 1);
const pipeline = [lost, wonLater, won, proposal, qualify];

describe('moveBetween', () => {
  it.each([
    [qualify, proposal, 'stay'],
    [qualify, won, 'won'],
    [qualify, lost, 'lost'],
    [won, wonLater, 'stay'],
    [won, qualify, 'reopened'],
    [lost, proposal, 'reopened'],
  ])('reads $0.name to $1.name as $2', (from, to, move) => {
    expect(moveBetween(from.kind, to.kind)).toEqual({ ok: true, value: move });
  });

  it('asks to reopen what is closed before it is closed the other way', () => {
    expect(moveBetween('won', 'lost')).toMatchObject({ ok: false, problem: { code: 'is_won', field: 'stageId' } });
    expect(moveBetween('lost', 'won')).toMatchObject({ ok: false, problem: { code: 'is_lost' } });
  });
});

describe('closingTimes', () => {
  const now = new Date('2026-04-30T12:00:00Z');
  const earlier = new Date('2026-01-01T00:00:00Z');

  it.each([
    ['won', { wonAt: null, lostAt: null }, { wonAt: now, lostAt: null }],
    ['lost', { wonAt: null, lostAt: null }, { wonAt: null, lostAt: now }],
    ['reopened', { wonAt: earlier, lostAt: null }, { wonAt: null, lostAt: null }],
    ['stay', { wonAt: earlier, lostAt: null }, { wonAt: earlier, lostAt: null }],
  ] as const)('%s', (move, before, after) => {
    expect(closingTimes(move, now, before)).toEqual(after);
  });

  it.each(['stay', 'won', 'lost', 'reopened'] as const)('%s answers nothing but the two times', (move) => {
    const whole = { id: 'o-1', stageId: 'qualify', wonAt: earlier, lostAt: null };
    // @ts-expect-error A whole opportunity must not pass: its stage would be written over the new one.
    expect(Object.keys(closingTimes(move, now, whole)).sort()).toEqual(['lostAt', 'wonAt']);
  });
});

describe('firstStage', () => {
  it('takes the first in the order of the pipeline', () => {
    expect(firstStage(pipeline, 'won')).toEqual({ ok: true, value: won });
    expect(firstStage(pipeline, 'open')).toEqual({ ok: true, value: qualify });
  });

  it.each(['open', 'won', 'lost'] as const)('says when there is no %s stage', (kind) => {
    const answer = firstStage([], kind);
    expect(answer).toMatchObject({ ok: false, problem: { code: `no_${kind}_stage` } });
  });
});

describe('stageToReopen', () => {
  it('goes to the given open stage, or to the first one', () => {
    expect(stageToReopen(pipeline, 'proposal')).toEqual({ ok: true, value: proposal });
    expect(stageToReopen(pipeline, null)).toEqual({ ok: true, value: qualify });
  });

  it.each([
    ['won', 'stage_not_open'],
    ['gone', 'not_found'],
  ])('refuses stage %s', (wanted, code) => {
    expect(stageToReopen(pipeline, wanted)).toMatchObject({ ok: false, problem: { code, field: 'stageId' } });
  });
});
