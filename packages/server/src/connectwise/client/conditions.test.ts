import fc from 'fast-check';
import {
  batchesOf,
  ConditionError,
  canExpress,
  contains,
  differs,
  equals,
  every,
  greater,
  less,
  oneOf,
  since,
  some,
} from './conditions.ts';

describe('conditions', () => {
  it.each([
    [equals('name', 'Acme'), 'name="Acme"'],
    [equals('company/id', 250), 'company/id=250'],
    [equals('closedFlag', true), 'closedFlag=True'],
    [equals('closedDate', null), 'closedDate=null'],
    [differs('deletedFlag', true), 'deletedFlag!=True'],
    [greater('lastUpdated', new Date('2016-08-20T18:04:26.987Z')), 'lastUpdated>[2016-08-20T18:04:26Z]'],
    [less('id', 5), 'id<5'],
    [since('lastUpdated', new Date('2016-08-20T18:04:26.987Z')), 'lastUpdated>[2016-08-20T18:04:25Z]'],
    [contains('url', 'myhost'), 'url contains "myhost"'],
    [oneOf('id', [1, 2, 3]), 'id in (1,2,3)'],
    [oneOf('identifier', ['A', 'B']), 'identifier in ("A","B")'],
    [equals('name', 'The "Best" Co'), `name='The "Best" Co'`],
    [equals('name', "O'Hara & Sons"), `name="O'Hara & Sons"`],
    [equals('name', 'Acme [old]'), 'name="Acme [[]old]"'],
    [every(equals('id', 1), undefined, equals('name', 'x')), '(id=1) and (name="x")'],
    [every(equals('id', 1), undefined), 'id=1'],
    [every(undefined), undefined],
    [some('a=1', 'b=2'), '(a=1) or (b=2)'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });

  it.each<[string, () => string]>([
    ['both kinds of quotes', () => equals('name', `5'10" tall`)],
    ['control characters', () => equals('name', 'a\u0000b')],
    ['line breaks', () => equals('name', 'a\nb')],
    ['a field that is an expression', () => equals('id=1 or name', 'x')],
    ['an empty list', () => oneOf('id', [])],
    ['a number that is none', () => equals('id', Number.NaN)],
    ['a date that is none', () => greater('lastUpdated', new Date(Number.NaN))],
  ])('refuse %s', (_what, write) => {
    expect(write).toThrow(ConditionError);
  });

  it('never let a text end its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (!canExpress(text)) {
          expect(() => equals('name', text)).toThrow(ConditionError);
          return;
        }
        const written = equals('name', text).slice('name='.length);
        const quote = written[0]!;
        expect(written.indexOf(quote, 1)).toBe(written.length - 1);
        expect(written.slice(1, -1).replaceAll('[[]', '[')).toBe(text);
      }),
    );
  });

  it('cut long lists so that no address passes 2,000 characters', () => {
    const ids = Array.from({ length: 250 }, (_, i) => 100_000 + i);
    expect(batchesOf(ids).map((b) => b.length)).toEqual([100, 100, 50]);
    const names = Array.from({ length: 40 }, (_, i) => `Überlinger Straße ${i} ${'é'.repeat(20)}`);
    const batches = batchesOf(names);
    expect(batches.flat()).toEqual(names);
    for (const batch of batches) expect(encodeURIComponent(oneOf('name', batch)).length).toBeLessThan(1_700);
  });
});
