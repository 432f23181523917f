import { readFileSync } from 'node:fs';
import { formFragments } from './form-fragments.ts';

describe('the fragment that a form reads', () => {
  it.each(formFragments())('$path is what the list of fields says', ({ path, text }) => {
    expect(readFileSync(new URL(`../../../web/src/features/${path}`, import.meta.url), 'utf8')).toBe(text);
  });
});
