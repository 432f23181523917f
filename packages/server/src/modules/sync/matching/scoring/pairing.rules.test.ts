import fc from 'fast-check';
import { companyScore } from '../../records/company/company-score.rules.ts';
import { contactScore } from '../../records/contact/contact-score.rules.ts';
import { productScore } from '../../records/product/product-score.rules.ts';
import type { MatchRecord } from './match-record.ts';
import { type PairingInput, pairKey, pairsOf, withRivals } from './pairing.rules.ts';

const sides = (local: MatchRecord[], remote: MatchRecord[], more: Partial<PairingInput> = {}): PairingInput => ({
  rules: companyScore,
  local,
  remote,
  linkedLocal: new Set(),
  linkedRemote: new Set(),
  settled: new Set(),
  ...more,
});
const found = (input: PairingInput) =>
  pairsOf(input).map((pair) => [pair.remoteId, pair.localId, pair.score, pair.rival]);

describe('pairs of both sides', () => {
  const acme: MatchRecord = { id: 'a', name: 'Acme', website: 'acme.example' };
  const same: MatchRecord = { id: '1', name: 'ACME Inc', website: 'www.acme.example' };

  it('brings together what shares a name, a domain, a number, an identifier or a rare word', () => {
    const local: MatchRecord[] = [
      { id: 'a', name: 'Acme' },
      { id: 'b', name: 'Old name', website: 'b.example', identifier: 'B1' },
      { id: 'c', name: 'Harbour Quay', phone: '8135550100' },
      { id: 'd', name: 'Zanzibar Imports' },
    ];
    const remote: MatchRecord[] = [
      { id: '1', name: 'ACME, Inc.' },
      { id: '2', name: 'Quite new', website: 'b.example', identifier: 'b1' },
      { id: '3', name: 'Harbor Quay', phone: '8135550100' },
      { id: '4', name: 'Zanzibar' },
    ];
    expect(
      found(sides(local, remote))
        .map(([r, l]) => `${r}${l}`)
        .sort(),
    ).toEqual(['1a', '2b', '3c', '4d']);
  });

  it('P1: sees rivals on both sides', () => {
    const twin: MatchRecord = { ...same, id: '2', name: 'Acme Ltd' };
    expect(found(sides([acme], [same, twin]))).toEqual([
      ['1', 'a', 80, 80],
      ['2', 'a', 80, 80],
    ]);
    const double: MatchRecord = { ...acme, id: 'b', name: 'Acme.' };
    expect(found(sides([acme, double], [same])).map(([, , score, rival]) => [score, rival])).toEqual([
      [80, 80],
      [80, 80],
    ]);
  });

  it('R60: leaves linked records alone, but counts what they share', () => {
    expect(found(sides([acme], [same], { linkedLocal: new Set(['a']) }))).toEqual([]);
    expect(found(sides([acme], [same], { linkedRemote: new Set(['1']) }))).toEqual([]);
    const branch: MatchRecord = { id: 'b', name: 'Other', website: 'acme.example' };
    expect(found(sides([acme, branch], [same], { linkedLocal: new Set(['b']) }))).toEqual([['1', 'a', 80, 0]]);
  });

  it('P7: does not propose again what a person has told apart', () =>
    expect(found(sides([acme], [same], { settled: new Set([pairKey('1', 'a')]) }))).toEqual([]));

  it('compares people within the companies that are or may be the same, and by e-mail', () => {
    const local: MatchRecord[] = [
      { id: 'x', name: 'Ann Lee', withinId: 'a' },
      { id: 'y', name: 'Ann Lee', withinId: 'b' },
      { id: 'z', name: 'Bo Ek', withinId: 'b', email: 'bo@b.example' },
    ];
    const remote: MatchRecord[] = [
      { id: '1', name: 'Ann Lee', withinId: '10' },
      { id: '2', name: 'Bo Ek', withinId: '10', email: 'BO@b.example' },
    ];
    const pairs = pairsOf(sides(local, remote, { rules: contactScore, parentsOf: new Map([['10', new Set(['a'])]]) }));
    expect(pairs.map((pair) => [pair.remoteId, pair.localId, pair.veto])).toEqual([
      ['1', 'x', null],
      ['2', 'z', 'companies_apart'],
    ]);
  });

  it('finds a product by the part number that is its SKU', () =>
    expect(
      found(
        sides(
          [{ id: 'a', name: 'Firewall', identifier: 'FG-60F' }],
          [{ id: '1', name: 'Firewall', identifier: '0017', partNumber: 'FG-60F' }],
          { rules: productScore },
        ),
      ),
    ).toEqual([['1', 'a', 100, 0]]));

  it('is not drowned by a word or a switchboard that everybody has', () => {
    const many = (side: string): MatchRecord[] =>
      Array.from({ length: 3_000 }, (_, n) => ({
        id: `${side}${n}`,
        name: `Clinic number ${side}${n}`,
        phone: '8135550100',
      }));
    const alike = { name: 'Clinic Zanzibar', phone: '8135550100' };
    const pairs = pairsOf(sides([...many('l'), { id: 'a', ...alike }], [...many('r'), { id: '1', ...alike }]));
    expect(pairs.map((pair) => [pair.remoteId, pair.localId])).toEqual([['1', 'a']]);
  });

  it('keeps the best candidates of a record that has very many', () => {
    const local = Array.from(
      { length: 60 },
      (_, n): MatchRecord => ({ id: `l${n}`, name: `Acme ${n}.`, identifier: 'same' }),
    );
    const pairs = pairsOf(sides(local, [{ id: '1', name: 'Acme 7', identifier: 'same' }]));
    expect(pairs[0]?.localId).toBe('l7');
    expect(pairs).toHaveLength(60);
  });

  const word = fc.constantFrom('acme', 'harbor', 'dental', 'tampa', 'law', 'inc', 'holdings');
  const records = (prefix: string) =>
    fc
      .array(
        fc.record({
          name: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
          website: fc.option(fc.constantFrom('acme.example', 'harbor.example'), { nil: null }),
          phone: fc.option(fc.constantFrom('8135550100', '9045550100'), { nil: null }),
        }),
        { maxLength: 12 },
      )
      .map((all) => all.map((one, n): MatchRecord => ({ ...one, id: `${prefix}${n}` })));

  it('finds the same pairs in whatever order the records come', () => {
    fc.assert(
      fc.property(records('l'), records('r'), fc.integer({ min: 0, max: 11 }), (local, remote, by) => {
        const turned = <T>(list: T[]) => [...list.slice(by), ...list.slice(0, by)].reverse();
        expect(pairsOf(sides(turned(local), turned(remote)))).toEqual(pairsOf(sides(local, remote)));
      }),
    );
  });

  it('gives each pair the best score of the others of its records', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            localId: fc.constantFrom('a', 'b', 'c'),
            remoteId: fc.constantFrom('1', '2', '3'),
            score: fc.integer({ min: 40, max: 100 }),
          }),
          {
            selector: (pair) => pairKey(pair.remoteId, pair.localId),
          },
        ),
        (pairs) => {
          for (const pair of withRivals(pairs)) {
            const others = pairs.filter(
              (one) =>
                (one.localId === pair.localId) !== (one.remoteId === pair.remoteId) &&
                (one.localId === pair.localId || one.remoteId === pair.remoteId),
            );
            expect(pair.rival).toBe(Math.max(0, ...others.map((one) => one.score)));
          }
        },
      ),
    );
  });
});
