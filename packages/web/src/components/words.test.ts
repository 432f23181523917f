import { describe, expect, it } from 'vitest';
import { placeProblems } from './form-problems.tsx';
import { formatMoney } from './money.tsx';
import { exactUtc, howLong, relativeTime } from './relative-time.tsx';
import { causeWords, formatDuration } from './sync-words.ts';

describe('words for the eye', () => {
  it.each([
    ['1234567.005', '1,234,567.01'],
    ['-1234.5', '-1,234.50'],
    ['0', '0.00'],
  ])('writes the amount %s as %s', (amount, text) => expect(formatMoney(amount, null)).toBe(text));

  it.each([
    ['USD', '-1234.5', '-$1,234.50'],
    ['EUR', '0.005', '€0.01'],
    ['CAD', '12', 'CA$12.00'],
    ['JPY', '1200', '¥1,200.00'],
    ['CHF', '7', 'CHF\u00a07.00'],
  ])('writes in %s the amount %s as %s', (currency, amount, text) => expect(formatMoney(amount, currency)).toBe(text));

  it.each([
    [850, '850 ms'],
    [4_200, '4.2 s'],
    [185_000, '3 min 5 s'],
    [3_840_000, '1 h 4 min'],
  ])('writes %d ms as %s', (durationMs, text) => expect(formatDuration(durationMs)).toBe(text));

  it('tells a moment from now and exactly', () => {
    const now = Date.parse('2026-11-23T10:00:00Z');
    expect(relativeTime(now - 3_000, now)).toBe('just now');
    expect(relativeTime(now - 180_000, now)).toMatch(/^3\s?m/);
    expect(relativeTime(now + 720_000, now)).toMatch(/^in 12/);
    expect(howLong(now - 1_440_000, now)).toBe('24 min');
    expect(howLong(now - 86_400_000, now)).toBe('1 day');
    expect(exactUtc('2026-11-23T09:14:05.123Z')).toBe('2026-11-23 09:14:05 UTC');
  });

  it('names causes, also new ones', () => {
    expect(causeWords('missing_value')).toBe('A required value is missing');
    expect(causeWords('moon_phase')).toBe('Moon phase');
  });
});

describe('problems of the server', () => {
  it('go to their field, and the others above the buttons', () => {
    let shown: Record<string, string> = {};
    const form = {
      getValues: () => ({ name: '', defaults: { locationId: '' }, lines: [{ quantity: '' }] }),
      setErrors: (errors: Record<string, string>) => {
        shown = errors;
      },
    };
    const general = placeProblems(form, [
      { code: 'a', field: 'input.name', message: 'Taken.' },
      { code: 'b', field: 'defaults.locationId', message: 'Choose one.' },
      { code: 'c', field: 'lines[0].quantity', message: 'Too many.' },
      { code: 'd', field: 'somethingElse', message: 'Elsewhere.' },
      { code: 'e', field: null, message: 'Reload.' },
    ]);
    expect(shown).toEqual({ name: 'Taken.', 'defaults.locationId': 'Choose one.', 'lines.0.quantity': 'Too many.' });
    expect(general.map((one) => one.message)).toEqual(['Elsewhere.', 'Reload.']);
  });
});
