import { matchWorld } from '../../../../../test/support/match-companies.ts';
import { companyScore } from '../../records/company/company-score.rules.ts';
import { bucketOf, isClear, openQuestions } from './clear-pair.rules.ts';
import { pairsOf } from './pairing.rules.ts';

const world = matchWorld(1_200);
const pairs = pairsOf({
  rules: companyScore,
  local: world.local,
  remote: world.remote,
  linkedLocal: new Set(),
  linkedRemote: new Set(),
  settled: new Set(),
});
const questions = openQuestions(pairs, 90);
const ofRemote = Map.groupBy(questions, (pair) => pair.remoteId);
const exact = pairs.filter((pair) => isClear(pair, 90));

describe('matching data with planted traps', () => {
  it.each(Object.entries(world.traps))('P1: leaves every record of "%s" to a person', (_kind, remoteIds) => {
    expect(remoteIds.length).toBeGreaterThan(10);
    for (const remoteId of remoteIds) {
      const waiting = ofRemote.get(remoteId) ?? [];
      expect({ remoteId, waits: waiting.length > 0 }).toEqual({ remoteId, waits: true });
      expect(waiting.map((pair) => bucketOf(pair, 90))).not.toContain('exact');
    }
  });

  it('P1: links no pair that is not the same', () => {
    expect(exact.filter((pair) => !world.clear.has(`${pair.remoteId} ${pair.localId}`))).toEqual([]);
  });

  it('finds all companies that are clear, however they are spelled', () => {
    const found = new Set(exact.map((pair) => `${pair.remoteId} ${pair.localId}`));
    expect([...world.clear].filter((key) => !found.has(key))).toEqual([]);
    expect(found.size).toBe(1_200);
  });

  it('asks about few pairs besides the traps', () => {
    const trapped = new Set(Object.values(world.traps).flat());
    const others = questions.filter((pair) => bucketOf(pair, 90) !== 'exact' && !trapped.has(pair.remoteId));
    expect(others.length / world.remote.length).toBeLessThan(0.02);
  });

  it('decides none of vetoed or rivalled pairs even at the lowest threshold', () => {
    for (const kind of ['same name in two cities', 'renamed companies', 'Inc and Ltd', 'recycled identifiers'])
      for (const remoteId of world.traps[kind] ?? [])
        expect((ofRemote.get(remoteId) ?? []).filter((pair) => isClear(pair, 50))).toEqual([]);
  });
});
