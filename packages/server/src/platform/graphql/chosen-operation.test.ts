import { parse } from 'graphql';
import { chosenOperation } from './chosen-operation.ts';

describe('the operation that is asked for', () => {
  const one = parse('{ viewer { role } }');
  const named = parse('query A { viewer { role } } query B { viewer { role } }');
  const sentenceOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
    return '';
  };

  it('is the only one, or the one that is named', () => {
    expect(chosenOperation(one, null).kind).toBe('OperationDefinition');
    expect(chosenOperation(named, 'B').name?.value).toBe('B');
  });

  it.each([
    [one, 'C', 'The document has no operation "C"; its only one has no name. Leave "operationName" out.'],
    [
      one,
      '__proto__',
      'The document has no operation "__proto__"; its only one has no name. Leave "operationName" out.',
    ],
    [named, 'C', 'The document has no operation "C"; it has A, B. Name one of them in "operationName".'],
    [named, null, 'The document has several operations: A, B. Name one in "operationName".'],
    [
      parse('fragment F on Viewer { role }'),
      null,
      'The document has no operation. Send a query, mutation or subscription.',
    ],
  ])('says which there are', (document, name, sentence) => {
    expect(sentenceOf(() => chosenOperation(document, name))).toBe(sentence);
  });
});
