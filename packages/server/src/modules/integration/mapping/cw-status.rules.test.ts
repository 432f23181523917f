import { fieldProblem, labelsById, offeredLabels, renamedLabels } from './cw-status.rules.ts';

const status = (remoteId: string, label: string, isActive = true) => ({ remoteId, label, isActive, flags: {} });

describe('CW Status', () => {
  it('R29: offers what ConnectWise offers, each name once, and knows the rest for old records', () => {
    const statuses = [status('1', 'Open'), status('2', 'Won'), status('6', 'On ice', false), status('7', 'Won')];
    expect(offeredLabels(statuses)).toEqual(['Open', 'Won']);
    expect(labelsById(statuses)).toEqual({ 1: 'Open', 2: 'Won', 6: 'On ice', 7: 'Won' });
  });

  it.each([
    [
      'a renamed one',
      { 1: 'Open', 2: 'Won' },
      [status('1', 'Active'), status('2', 'Won')],
      [{ from: 'Open', to: 'Active' }],
    ],
    ['none that is new', { 1: 'Open' }, [status('1', 'Open'), status('2', 'Won')], []],
    [
      'none whose old name means another by now',
      { 1: 'Open', 2: 'Won' },
      [status('1', 'Won'), status('2', 'Open')],
      [],
    ],
  ])('follows %s', (_words, before, now, renamed) => expect(renamedLabels(before, now)).toEqual(renamed));

  it.each([
    ['no such field', [{ name: 'Seats', type: 'number' as const }], false],
    ['its own field', [{ name: 'CW Status', type: 'list' as const }], false],
    ['a field of that name and another type', [{ name: 'CW Status', type: 'text' as const }], true],
    ['a field that differs in case only', [{ name: 'cw status', type: 'list' as const }], true],
  ])('R29: %s', (_words, fields, isRefused) =>
    expect(fieldProblem(fields)?.code ?? null).toBe(isRefused ? 'custom_field_exists' : null),
  );
});
