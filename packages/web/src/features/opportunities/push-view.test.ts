import { describe, expect, it } from 'vitest';
import { pushView, stepWords } from './push-view.ts';

describe('pushView', () => {
  it.each([
    [{ state: 'done' }, true, 'ok', 'In ConnectWise', false],
    [{ state: 'done', leftOut: [{ label: 'owner' }] }, true, 'attention', 'In ConnectWise', false],
    [{ state: 'skipped', errorCode: 'held' }, true, 'attention', 'Not sent', false],
    [{ state: 'SKIPPED', errorCode: 'mode' }, true, 'quiet', 'Not sent', false],
    [{ state: 'parked', errorCode: 'link_kept', error: 'Gone.' }, true, 'attention', 'Not pushed', true],
    [{ state: 'pending' }, false, 'working', 'Waiting', false],
    [{ state: 'running', step: 'lines' }, true, 'working', 'Pushing', false],
    [
      { state: 'pending', step: 'lines', error: 'ConnectWise asked to slow down.' },
      true,
      'attention',
      'Trying again',
      true,
    ],
    [{ state: 'parked', step: 'documents', error: 'No permission.' }, true, 'attention', 'Partly pushed', true],
    [{ state: 'parked', step: 'company', error: 'Name is missing.' }, false, 'stopped', 'Not pushed', true],
    [{ state: 'PARKED', error: 'Name is missing.' }, false, 'stopped', 'Not pushed', true],
  ])('shows %j (linked: %s) as %s, %s', (push, isLinked, tone, label, canRetry) => {
    expect(pushView(push, isLinked)).toMatchObject({ tone, label, canRetry });
  });

  it('names the step that runs and the step where it stopped, and does not say that nothing is there', () => {
    expect(pushView({ state: 'running', step: 'lines' }, true).sentence).toBe(
      'Writing the quote lines to ConnectWise.',
    );
    expect(pushView({ state: 'parked', step: 'contact', error: 'x' }, false).sentence).toBe(
      'The opportunity is not in ConnectWise yet: it stopped at the contact.',
    );
  });
});

describe('what is left out', () => {
  it('is named, so that not everything is said to be there', () => {
    const leftOut = [{ label: 'tax region' }, { label: 'tax of 2314.35' }, { label: 'owner' }];
    expect(pushView({ state: 'DONE', leftOut }, true).sentence).toBe(
      'In ConnectWise, except: tax region, tax of 2314.35, owner.',
    );
    expect(pushView({ state: 'DONE', leftOut: [] }, true).sentence).toBe('Everything is in ConnectWise.');
  });
});

describe('stepWords', () => {
  it.each([
    ['lines', 'the quote lines'],
    ['line:3', 'the quote lines'],
    ['tax_summary', 'tax summary'],
  ])('%s is %s', (step, words) => {
    expect(stepWords(step)).toBe(words);
  });
});
