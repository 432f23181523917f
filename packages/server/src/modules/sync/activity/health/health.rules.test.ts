import { healthOf } from './health.rules.ts';

describe('how the sync stands, in a sentence', () => {
  const quiet = {
    troubles: [],
    currentRun: null,
    openIssues: 0,
    pendingPushes: 0,
    differing: 0,
    held: 0,
    leftBefore: 0,
  };
  const inStep = 'Everything that can pass is in step.';

  it.each([
    [{}, inStep],
    [
      { held: 1 },
      `${inStep} 1 record has changes that were not sent, because somebody paused it or set it never to sync.`,
    ],
    [
      { held: 2 },
      `${inStep} 2 records have changes that were not sent, because somebody paused them or set them never to sync.`,
    ],
    [
      { held: 1, openIssues: 1 },
      'Everything that can pass is in step except 1 record that needs you. 1 record has changes that were not sent, because somebody paused it or set it never to sync.',
    ],
    [
      { leftBefore: 14, differing: 14 },
      'Everything that syncs by itself is in step. ConnectWise has other values in 14 records, which an earlier sync mode did not take in. They come in by Catch up, or when the record changes again.',
    ],
  ])('%j: %s', (more, sentence) => expect(healthOf({ ...quiet, ...more }).sentence).toBe(sentence));
});
