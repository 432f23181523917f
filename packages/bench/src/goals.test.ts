import { type Goal, judge } from './goals.ts';

const goal = (more: Partial<Goal>): Goal => ({ id: 'X1', what: 'a ratio', value: 1, ...more });

describe('judge', () => {
  it.each([
    ['a value on its lower bound', goal({ value: 2, atLeast: 2 }), false],
    ['a value under its lower bound', goal({ value: 1.99, atLeast: 2 }), true],
    ['a value on its upper bound', goal({ value: 0, atMost: 0 }), false],
    ['a value over its upper bound', goal({ value: 1, atMost: 0 }), true],
    ['a value that is no number', goal({ value: Number.NaN, atLeast: 1 }), true],
  ])('%s', (_, given, missed) => {
    const lines: string[] = [];
    expect(judge([given], (line) => lines.push(line))).toBe(missed);
    expect(lines[0]).toMatch(missed ? /^MISSED X1/ : /^met {4}X1/);
  });

  it.each([
    [goal({ value: 3, atLeast: 2, stretch: 3 }), true],
    [goal({ value: 2, atLeast: 2, stretch: 3 }), false],
    [goal({ value: 1.02, atMost: 1.1, stretch: 1.03 }), true],
    [goal({ value: 1.05, atMost: 1.1, stretch: 1.03 }), false],
  ])('tells whether %p reaches its stretch', (given, isReached) => {
    const lines: string[] = [];
    judge([given], (line) => lines.push(line));
    expect(lines[0]?.includes('stretch reached')).toBe(isReached);
  });
});
