import { Histories } from './run-history.ts';

/** `npm run histories` asks for more of them, or for one. */
const count = Number(process.env.HISTORIES_SEEDS ?? 25);
const one = process.env.HISTORIES_SEED;
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

  it.each(seeds)(
    'seed %i',
    async (seed) => {
      const { isConverged, operations, report } = await histories.run(seed);
      figures.operations += operations;
      if (!isConverged) throw new Error(`${report}\nReplay it with: npm run histories -- --seed ${seed}`);
      figures.converged++;
    },
    300_000,
  );
});
