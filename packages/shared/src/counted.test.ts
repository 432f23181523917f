import { counted } from './counted.ts';

it.each([
  [counted(1, 'record'), '1 record'],
  [counted(0, 'record'), '0 records'],
  [counted(2_000, 'opportunity', 'opportunities'), '2,000 opportunities'],
  [counted(1, 'opportunity', 'opportunities'), '1 opportunity'],
])('%s', (said, expected) => expect(said).toBe(expected));
