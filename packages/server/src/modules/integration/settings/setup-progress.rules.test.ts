import { setupProgress } from './setup-progress.rules.ts';

const ready = { isConnected: true, isStarted: false, problems: [], reports: {} };
const missing = { code: 'required', field: 'defaults.locationId', message: 'Choose a location.' };
const states = (question: Parameters<typeof setupProgress>[0]) =>
  Object.fromEntries(setupProgress(question).map(({ step, state }) => [step, state]));

describe('setupProgress', () => {
  it('R7: locks everything behind the connection while there is none', () =>
    expect(states({ ...ready, isConnected: false })).toEqual({
      connect: 'needs_work',
      permissions: 'locked',
      scope: 'locked',
      mapping: 'locked',
      matching: 'locked',
      preview: 'locked',
      start: 'locked',
    }));

  it('names the step in which something is missing, and keeps the start locked until then', () => {
    const question = { ...ready, problems: [{ step: 'scope' as const, problem: missing }] };
    expect(states(question)).toMatchObject({ scope: 'needs_work', mapping: 'done', start: 'locked' });
    expect(setupProgress(question).find((s) => s.step === 'scope')).toMatchObject({
      note: 'Choose a location.',
      problems: [missing],
    });
  });

  it('takes the word of a step that reports on itself', () =>
    expect(states({ ...ready, reports: { matching: { state: 'open', note: '12 pairs wait.' } } })).toMatchObject({
      matching: 'open',
      start: 'open',
    }));

  it('is done with the start once the sync is on', () =>
    expect(states({ ...ready, isStarted: true })).toMatchObject({ start: 'done' }));
});
