import { arrayLiteral } from './array-literal.ts';

describe('arrayLiteral', () => {
  it.each([
    [[], '{}'],
    [['a', null, undefined, 'NULL', ''], '{"a",NULL,NULL,"NULL",""}'],
    [['say "hi"', 'C:\\dir', 'a,b', '{x}'], '{"say \\"hi\\"","C:\\\\dir","a,b","{x}"}'],
    [[1, -2.5, true, false], '{1,-2.5,true,false}'],
  ])('writes %j', (values, literal) => {
    expect(arrayLiteral(values)).toBe(literal);
  });

  it.each([[[new Date(0)]], [[['nested']]], [[Buffer.from('x')]], [[{ a: 1 }]], [[1n]]])(
    'leaves %p to the driver',
    (values) => {
      expect(arrayLiteral(values)).toBeNull();
    },
  );
});
