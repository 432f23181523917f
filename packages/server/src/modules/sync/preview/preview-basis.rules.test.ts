import { changedSince } from './preview-basis.rules.ts';

const then = { settingsRevision: 3, basis: { 'the pipeline': 'a', 'the list "stage" of ConnectWise': 'b' } };

describe('what has changed since a preview', () => {
  it.each([
    ['nothing', then, []],
    ['the settings', { ...then, settingsRevision: 5 }, ['the settings (revision 3 then, 5 now)']],
    ['a part', { ...then, basis: { ...then.basis, 'the pipeline': 'c' } }, ['the pipeline']],
    ['a part that is new', { ...then, basis: { ...then.basis, decisions: 'd' } }, ['decisions']],
    ['a part that is gone', { ...then, basis: { 'the pipeline': 'a' } }, ['the list "stage" of ConnectWise']],
  ])('is %s', (_what, now, changed) => {
    expect(changedSince(then, now)).toEqual(changed);
  });
});
