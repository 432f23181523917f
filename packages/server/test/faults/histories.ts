import { Histories } from '../histories/run-history.ts';
import { all, count, type Fault } from './fault.ts';

const SEEDS = { short: 10, full: 200 };
const STEPS = { short: 20, full: 40 };

export const randomHistories: Fault = {
  code: 'F18',
  title: 'random histories of edits and faults on both systems',
  run: async (size) => {
    const histories = new Histories();
    let converged = 0;
    let operations = 0;
    try {
      for (let seed = 1; seed <= SEEDS[size]; seed++) {
        const outcome = await histories.run(seed, STEPS[size]);
        operations += outcome.operations;
        if (outcome.isConverged) converged++;
        else process.stderr.write(`F18: ${outcome.report}\n`);
      }
    } finally {
      await histories.close();
    }
    return [count(operations, 'operations'), all(converged, SEEDS[size], 'seeds converge')];
  },
};
