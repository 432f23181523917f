import { contestedFields } from './contested.rules.ts';

describe('A18: fields that both sides changed', () => {
  const base = { phone: '1', city: 'Tampa', notes: null };
  it.each<[string, object, object, string[]]>([
    ['nothing', {}, {}, []],
    ['only ours', { phone: '2' }, {}, []],
    ['only theirs', {}, { phone: '3' }, []],
    ['both, differently', { phone: '2' }, { phone: '3' }, ['phone']],
    ['both, alike', { phone: '2' }, { phone: '2' }, []],
    ['different fields', { phone: '2' }, { city: 'Miami' }, []],
    ['one that was empty', { notes: 'a' }, { notes: 'b' }, ['notes']],
  ])('%s', (_what, ours, theirs, fields) =>
    expect(contestedFields('connectwise', base, { ...base, ...ours }, { ...base, ...theirs })).toEqual(fields),
  );
  it('are the CRM’s where it owns the record', () =>
    expect(contestedFields('crm', base, { ...base, phone: '2' }, { ...base, phone: '3' })).toEqual([]));
  it('are unknown without a base', () =>
    expect(contestedFields('connectwise', null, { phone: '2' }, { phone: '3' })).toEqual([]));
});
