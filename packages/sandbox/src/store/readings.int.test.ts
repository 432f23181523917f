import { createSandbox, type Readings, type Sandbox } from '../index.ts';
import { readingCases } from '../testing/reading-cases.ts';
import { world } from '../testing/reading-world.ts';
import { defaultReadings } from './options.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'traps', control: true });
  world.sandbox = sandbox;
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

describe('each uncertain rule is followed, and its switch gives the other reading', () => {
  it.each(Object.entries(readingCases))('%s', async (name, { other, seen, look }) => {
    expect(await look()).toEqual(seen[0]);
    await sandbox.reset();
    const set = async (value: unknown) =>
      fetch(`${sandbox.url}/control/readings`, { method: 'POST', body: JSON.stringify({ [name]: value }) });
    expect((await set(other)).status).toBe(200);
    const result = await look();
    expect((await set(defaultReadings[name as keyof Readings])).status).toBe(200);
    expect(result).toEqual(seen[1]);
  });
});

it('refuses words that a reading does not have', async () => {
  const reply = await fetch(`${sandbox.url}/control/readings`, { method: 'POST', body: '{"taxCap":"each"}' });
  expect([reply.status, await reply.json()]).toEqual([400, { message: '"taxCap" must be one of line, total.' }]);
});
