import { diffFields } from './diff.ts';

describe('diffFields', () => {
  it.each([
    ['a changed field', { name: 'Harbor' }, { name: 'Harbour' }, [{ field: 'name', from: 'Harbor', to: 'Harbour' }]],
    ['nothing', { name: 'Harbor', phone: null }, { name: 'Harbor' }, []],
    ['nothing where null replaces absent', {}, { phone: null }, []],
    ['a field that was emptied', { phone: '555' }, { phone: null }, [{ field: 'phone', from: '555', to: null }]],
    ['nothing for a field that is not named', { phone: '555' }, { phone: undefined }, []],
    ['nothing for equal dates', { at: new Date(5) }, { at: new Date(5) }, []],
    ['dates as text', { at: null }, { at: new Date(0) }, [{ field: 'at', from: null, to: '1970-01-01T00:00:00.000Z' }]],
    ['nothing for objects with keys in another order', { v: { a: 1, b: [2] } }, { v: { b: [2], a: 1 } }, []],
    ['lists in another order', { v: [1, 2] }, { v: [2, 1] }, [{ field: 'v', from: [1, 2], to: [2, 1] }]],
    ['a list that became an object', { v: [] }, { v: {} }, [{ field: 'v', from: [], to: {} }]],
  ])('tells %s', (_what, before, after, changes) => {
    expect(diffFields(before, after)).toEqual(changes);
  });
});
