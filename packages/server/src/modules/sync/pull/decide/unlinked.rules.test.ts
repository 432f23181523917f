import { companies, company, openRecords } from '../../../../../test/support/decide-fixture.ts';
import { Candidates } from '../../matching/scoring/candidates.ts';
import { KnownMatches } from '../../matching/scoring/known-matches.queries.ts';
import type { Candidate, MatchAnswer } from '../../matching/scoring/match.rules.ts';
import { everyValueIsRare } from '../../matching/scoring/score.rules.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { decideUnlinked, type MatchFacts } from './unlinked.rules.ts';

const acme: Candidate = { id: 'acme', name: 'Company 1', strong: 'C1', website: null, phone: null, linkedTo: null };

function decide(records: ParsedRecord[], there: Candidate[] = [], more: Partial<MatchFacts> = {}) {
  const { open, pageIds } = openRecords(companies, records);
  const candidates = new Candidates(there.map((candidate) => ({ ...candidate })));
  const facts = { candidates, known: new KnownMatches(new Map()), rarity: everyValueIsRare, threshold: 90 };
  const newId = () => 'never';
  const nothing = { intents: [], answers: new Map(), brokenLike: new Map(), sameAs: new Map() };
  return decideUnlinked(companies, open, { ...facts, ...nothing, ...more }, { pageIds, newId });
}

const answers = (answer: MatchAnswer) => ({ answers: new Map([['1', answer]]) });

describe('stage 5: unlinked records', () => {
  it('creates what nothing here looks like', () =>
    expect(decide([company(1)])).toMatchObject({ made: [[{}, { kind: 'create', localId: 'new-1' }]], matched: [] }));

  it('links what is surely the same', () =>
    expect(decide([company(1)], [acme])).toMatchObject({ made: [], matched: [{ localId: 'acme' }] }));

  it('links what a person chose', () =>
    expect(decide([company(1)], [], answers({ kind: 'link', localId: 'other' })).matched).toMatchObject([
      { localId: 'other', because: 'chosen by a person' },
    ]));

  it('creates no second record of a name, even where a person asks for a new one', () =>
    expect(decide([company(1)], [acme], answers({ kind: 'create' })).made).toMatchObject([
      [{}, { kind: 'fail', problem: { code: 'name_taken' } }],
    ]));

  it('asks about one that may stand for a row whose own record is gone, until a person says that it is a new one', () => {
    const brokenLike = new Map([['1', [{ id: 'old', name: 'Company 1', detail: 'same name' }]]]);
    expect(decide([company(1)], [], { brokenLike }).made).toMatchObject([
      [{}, { kind: 'fail', problem: { code: 'possible_duplicate', detail: { candidates: [{ id: 'old' }] } } }],
    ]);
    expect(decide([company(1)], [], { brokenLike, ...answers({ kind: 'create' }) }).made).toMatchObject([
      [{}, { kind: 'create' }],
    ]);
  });

  it('asks where two records of the page fit the same one here', () => {
    const twin = company(2, { name: 'Company 1', identifier: 'C1' });
    const { made, matched } = decide([company(1), twin], [acme]);
    expect(matched).toEqual([]);
    expect(made.map(([, decision]) => decision)).toMatchObject([
      { kind: 'fail', problem: { code: 'possible_duplicate' } },
      { kind: 'fail', problem: { code: 'possible_duplicate' } },
    ]);
  });

  it('lets the first of two new ones have the name', () =>
    expect(decide([company(1), company(2, { name: 'Company 1' })]).made).toMatchObject([
      [{}, { kind: 'create' }],
      [{}, { kind: 'fail' }],
    ]));

  it('skips what a push is creating at this moment', () =>
    expect(decide([company(1)], [], { intents: [{ identifier: 'c1' }] }).made).toMatchObject([
      [{}, { kind: 'skip', code: 'being_pushed' }],
    ]));
});
