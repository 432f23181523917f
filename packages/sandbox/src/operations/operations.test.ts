import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coverage } from './coverage.ts';

const path = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));

it('keeps docs/operations.md up to date (WRITE_DOCS=1 writes it)', () => {
  if (process.env.WRITE_DOCS) writeFileSync(path, coverage());
  expect(readFileSync(path, 'utf8')).toBe(coverage());
});
