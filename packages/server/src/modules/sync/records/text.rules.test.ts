import { RecordProblem } from './record-problem.ts';
import { decimal, line, lines, requiredLine } from './text.rules.ts';

describe('text from ConnectWise', () => {
  it.each([
    ['  Acme  ', 'Acme'],
    ['Harbor\r\n  Dental', 'Harbor Dental'],
    ['a\u0000b\u0007c\u202e', 'abc'],
    ['\u200e \u0000', null],
    ['', null],
    [null, null],
    ['\ud800x', '\ufffdx'],
  ])('cleans %j to %j', (text, clean) => expect(line(text, 'name')).toBe(clean));

  it('keeps the lines of a longer text', () => expect(lines('a\r\nb\u0000\rc', 'notes')).toBe('a\nb\nc'));

  it('refuses what is too long instead of cutting it', () => {
    expect(() => line('x'.repeat(200_000), 'city')).toThrow('Its city has 200,000 characters; 255 are possible.');
  });

  it('refuses a name of nothing but control characters', () => {
    expect(() => requiredLine('\u0000', 'name')).toThrow(RecordProblem);
  });

  it.each([
    [12.5, '12.5'],
    [0, '0'],
    [null, '0'],
    [1e-7, '0.0000001'],
    [-3.1, '-3.1'],
  ])('writes %s as %s', (number, text) => expect(decimal(number)).toBe(text));
});
