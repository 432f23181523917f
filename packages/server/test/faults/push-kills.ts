import { openPushFixture } from '../support/push-fixture.ts';
import { killWhilePushing } from '../support/push-kills.ts';
import { all, count, type Fault, none } from './fault.ts';

const SIZES = { short: { kills: 10, deals: 24 }, full: { kills: 100, deals: 200 } };

export const pushKills: Fault = {
  code: 'F2',
  title: 'kills of a worker in pushes, one answer in ten lost',
  run: async (size) => {
    const { kills, deals } = SIZES[size];
    const fixture = await openPushFixture();
    try {
      const { interrupted, wrong, states, toldTwice } = await killWhilePushing(fixture, { kills, deals });
      for (const one of wrong) process.stderr.write(`F2: ${one}\n`);
      const over = states.filter(({ state }) => ['done', 'partial', 'parked'].includes(state));
      return [
        count(kills, 'kills'),
        count(interrupted, 'in the midst of a push'),
        none(wrong.length, 'lost or doubled in ConnectWise'),
        none(toldTwice.length, 'told twice in the log'),
        all(
          over.reduce((sum, { n }) => sum + n, 0),
          deals,
          'wins done or an issue',
        ),
      ];
    } finally {
      await fixture.close();
    }
  },
};
