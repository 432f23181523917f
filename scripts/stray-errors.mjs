// A reporter of the runner: writes what was thrown outside of any test, or ended a worker, beside the JSON report, which leaves it out.
import { writeFileSync } from 'node:fs';

export const straysOf = (report) => report.replace(/\.json$/, '-strays.json');

export default class StrayErrors {
  onTestRunEnd(_modules, errors) {
    writeFileSync(straysOf(process.env.TEST_REPORT), JSON.stringify(errors.map(describe)));
  }
}

/** The test named is the one that ran at that moment, which need not be the one that caused it. */
const describe = (error) => ({
  file: error.VITEST_TEST_PATH ?? fileOfEndedWorker(error) ?? null,
  title: [error.type ?? 'an error outside of any test', error.VITEST_TEST_NAME].filter(Boolean).join(', at '),
  message: [error, error.cause].filter(Boolean).map(withStack).join('\ncaused by '),
});

/** A worker that the system ended (a signal, an abort) is told of with the file that it ran in the sentence alone. */
const fileOfEndedWorker = ({ message, cause }) =>
  [message, cause?.message].map((text) => text?.match(/while running test file (.+?)\.?$/m)?.[1]).find(Boolean);

const withStack = ({ name, message, stack }) => stack ?? `${name ?? 'Error'}: ${message}`;
