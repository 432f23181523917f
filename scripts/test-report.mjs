// What a runner's JSON report says of a kind's tests, and the closing lines about those that failed.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { straysOf } from './stray-errors.mjs';

/**
 * `failures` holds one entry a failed test, with its file and the first lines of what it said; a file that could not be loaded is one too, and
 * what was thrown outside of any test. A runner that ends in failure without any (nothing ran, no report) counts as one failure without a file.
 */
export function readReport(path, root, status) {
  const report = readJson(path);
  if (!report)
    return { passed: 0, skipped: 0, failures: [{ file: null, title: 'the runner wrote no report', message: '' }] };
  const strays = (readJson(straysOf(path)) ?? []).map((stray) => ({ ...stray, message: firstLines(stray.message) }));
  const failures = [...report.testResults.flatMap(failuresOfFile), ...strays].map((failure) => ({
    ...failure,
    file: failure.file && relative(root, failure.file),
  }));
  if (status !== 0 && failures.length === 0)
    failures.push({ file: null, title: `the runner ended with ${status}`, message: 'Look for the reason above.' });
  return { passed: report.numPassedTests, skipped: report.numPendingTests + (report.numTodoTests ?? 0), failures };
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
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
