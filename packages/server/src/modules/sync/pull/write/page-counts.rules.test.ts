import { companies, company, linked, openOutcome } from '../../../../../test/support/decide-fixture.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decided, Decision } from '../decide/decision.ts';
import { noCounts } from './outcome.ts';
import { countsOf, withAlong } from './page-counts.rules.ts';

const made: Decision = { kind: 'create', localId: 'x', fields: {} };
const known: Decision = { kind: 'unchanged' };

/** What is decided of the company with this ID. */
const decided = (id: number, decision: Decision = made, isOpen = false): Decided => ({
  parsed: company(id),
  name: `Company ${id}`,
  decision,
  openOutcome: isOpen ? openOutcome(String(id)) : undefined,
  remarks: [],
  closedEdits: [],
  unplaced: [],
  closed: {},
  silent: [],
});
const lease = { connectionId: 'c', entity: 'company' as const, fence: '1', owner: 'o', leaseMs: 1 };

interface Page {
  listed: readonly number[];
  /** Decided along with those, although no listing brought them here. */
  besides?: readonly number[];
  /** The listing is behind this ID with the page; null for what is fetched by ID. */
  lastId?: number | null;
  /** Those that are as they were linked. */
  unchanged?: readonly number[];
}

/** What a page comes to in which everything else is new. */
function count(
  { listed, besides = [], lastId = listed.at(-1) ?? 0, unchanged = [] }: Page,
  counted: PullContext['counted'],
  decisions: readonly Decided[] = [...listed, ...besides]
    .filter((id) => !unchanged.includes(id))
    .map((id) => decided(id)),
) {
  const records = [...listed, ...besides].map((id) => ({ id }));
  const batch = {
    ...{ sync: companies, records, invalid: [], requestId: null },
    ...(besides.length > 0 ? { besides: new Set(besides) } : {}),
    ...(lastId === null ? {} : { cursor: { lease, lastId } }),
  };
  return countsOf({ counted }, { batch, unchanged: unchanged.length }, decisions);
}
const listing = (listsAll: boolean, ...along: string[]) => ({
  entity: 'company' as const,
  listsAll,
  along: new Set(along),
});

describe('what the records of a page count as', () => {
  it('counts one that is decided along with a page there, and not on its own page', () => {
    const first = count({ listed: [1, 2], besides: [8] }, listing(true));
    expect(first).toEqual({ counts: { ...noCounts(), created: 3 }, along: ['company 8'] });
    const own = count({ listed: [7, 8] }, listing(true, ...first.along));
    expect(own).toEqual({ counts: { ...noCounts(), created: 1 }, along: [] });
  });

  it('counts it on its own page neither where it is as it was linked by then', () => {
    const page = { listed: [7, 8], unchanged: [7, 8] };
    expect(count(page, listing(true, 'company 8'), []).counts).toEqual({ ...noCounts(), unchanged: 1 });
    expect(count(page, listing(true), []).counts).toEqual({ ...noCounts(), unchanged: 2 });
  });

  it('counts one no second time that had its page before, where everything is listed; a poll may not have listed it', () => {
    expect(count({ listed: [5, 6], besides: [2] }, listing(true))).toEqual({
      counts: { ...noCounts(), created: 2 },
      along: [],
    });
    expect(count({ listed: [5, 6], besides: [2] }, listing(false))).toEqual({
      counts: { ...noCounts(), created: 3 },
      along: ['company 2'],
    });
  });

  it('counts none that was asked along and is as it was linked', () => {
    const page = { listed: [1], besides: [8], unchanged: [8] };
    expect(count(page, listing(true), [decided(1)])).toEqual({ counts: { ...noCounts(), created: 1 }, along: [] });
  });

  it('counts one that is looked at once more in the end where that changed it, or where it had no page', () => {
    const again = { listed: [3], lastId: null };
    expect(count(again, listing(true), [decided(3, known)]).counts).toEqual(noCounts());
    expect(count(again, listing(true), [decided(3)]).counts).toEqual({ ...noCounts(), created: 1 });
    expect(count(again, listing(false), [decided(3, known)]).counts).toEqual({ ...noCounts(), unchanged: 1 });
    expect(count(again, listing(true), [decided(3, known, true)]).counts).toEqual({ ...noCounts(), unchanged: 1 });
  });

  it('counts another kind of record by itself, and all of what no listing brings', () => {
    expect(count({ listed: [8] }, listing(true, 'contact 8')).counts).toEqual({ ...noCounts(), created: 1 });
    const broken: Decision = { kind: 'break', link: linked('8') };
    const fetched = count({ listed: [8], lastId: null }, undefined, [decided(8, broken)]);
    expect(fetched.counts).toEqual({ ...noCounts(), failed: 1 });
  });
});

describe('those that were counted along', () => {
  it('are remembered once each, the newest thousand', () => {
    expect(withAlong(['company 1'], ['company 2', 'company 1'])).toEqual(['company 1', 'company 2']);
    const many = Array.from({ length: 1_200 }, (_, id) => `company ${id}`);
    const kept = withAlong(many, ['company 1200']);
    expect(kept).toHaveLength(1_000);
    expect([kept.at(0), kept.at(-1)]).toEqual(['company 201', 'company 1200']);
  });
});
