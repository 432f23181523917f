// What a runner's JSON report says of a kind's tests, and the closing lines about those that failed.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * `failures` holds one entry a failed test, with its file and the first lines of what it said; a file that could not be loaded is one too.
 * A runner that ends in failure without any (nothing ran, no report) counts as one failure without a file.
 */
export function readReport(path, root, status) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, skipped: 0, failures: [{ file: null, title: 'the runner wrote no report', message: '' }] };
  }
  const failures = report.testResults.flatMap(failuresOfFile).map((failure) => ({
    ...failure,
    file: relative(root, failure.file),
  }));
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures:
      status !== 0 && failures.length === 0
        ? [
            {
              file: null,
              title: `the runner ended with ${status}`,
              message: 'An error outside of any test: see above.',
            },
          ]
        : failures,
  };
}

function failuresOfFile({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0)
    return status === 'failed' ? [{ file: name, title: 'could not be run', message: firstLines(message ?? '') }] : [];
  return failed.map((test) => ({
    file: name,
    title: test.fullName.trim(),
    message: firstLines(test.failureMessages.join('\n')),
  }));
}

/** Without the runner's own lines of a stack. */
const firstLines = (text) =>
  text
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .slice(0, 12)
    .join('\n');

/** The files to run once again: none where that many failed that the reason is not the moment. */
export function filesToRepeat(failures, most) {
  const files = new Set(failures.map((failure) => failure.file));
  return files.has(null) || files.size > most ? [] : [...files];
}

export function describeFailures(failures) {
  return failures.map(({ file, title, message }) => `✗ ${file ?? ''} ${title}\n${indent(message)}`).join('\n');
}

const indent = (text) => text.replace(/^/gm, '    ');
