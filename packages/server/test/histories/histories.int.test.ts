import { Histories } from './run-history.ts';

/** `npm run histories` asks for more of them, or for one. */
const count = Number(process.env.HISTORIES_SEEDS ?? 12);
const one = process.env.HISTORIES_SEED;
/** Steps of a history beside those that every one begins with. */
const most = Number(process.env.HISTORIES_STEPS ?? 20);
const seeds = one ? [Number(one)] : Array.from({ length: count }, (_none, at) => at + 1);

describe('both systems agree after any history of edits and faults', () => {
  const histories = new Histories();
  const figures = { converged: 0, operations: 0 };
  afterAll(async () => {
    process.stderr.write(
      `Histories: ${figures.converged} of ${seeds.length} seeds converged, ${figures.operations} operations.\n`,
    );
    await histories.close();
  });

  it('are told apart from systems that do not', async () => {
    const { wrong } = await histories.take('REAL_TIME', [], async ({ rows }) => {
      await rows(`update contact set title = 'Nobody pushed this' where first_name = 'Harbor 4'`);
      await rows(`delete from entity_link where entity = 'product' and origin = 'pushed'`);
    });
    expect(wrong).toEqual(
      expect.arrayContaining([
        expect.stringContaining('title is "Nobody pushed this" here and null there'),
        expect.stringMatching(
          /^product \d+ was made by a push, and came in as another record\.$|^product .* alone, and nothing says why\.$/,
        ),
      ]),
    );
  });

  it.each(seeds)(
    'seed %i',
    async (seed) => {
      const { isConverged, operations, report } = await histories.run(seed, most);
      figures.operations += operations;
      if (!isConverged) throw new Error(`${report}\nReplay it with: npm run histories -- --seed ${seed}`);
      figures.converged++;
    },
    300_000,
  );
});
