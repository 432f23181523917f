import { openPushFixture, type PushFixture } from '../support/push-fixture.ts';
import { killWhilePushing } from '../support/push-kills.ts';

const KILLS = 10;
const DEALS = 24;

describe('a worker that is killed while it pushes won opportunities', () => {
  let fixture: PushFixture;
  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());

  it(`F2: ${KILLS} times, with one answer in ten lost on top, doubles and loses nothing`, async () => {
    const { interrupted, wrong, states, toldTwice } = await killWhilePushing(fixture, { kills: KILLS, deals: DEALS });
    expect(interrupted).toBeGreaterThan(KILLS / 2);
    expect(wrong).toEqual([]);
    expect(states).toEqual([{ state: 'done', n: DEALS }]);
    expect(toldTwice).toEqual([]);
    // Each worker is compiled as it starts, which is most of the time.
  }, 300_000);
});
