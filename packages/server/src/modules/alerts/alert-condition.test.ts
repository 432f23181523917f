import { type AlertFacts, conditionsOf } from './alert-condition.rules.ts';
import { alertRulesSchema } from './alert-kind.rules.ts';

const rules = alertRulesSchema.parse({});
const quiet: AlertFacts = {
  isConnected: true,
  isStarted: true,
  troubles: [],
  oldestPushMs: null,
  causes: [],
  lastHour: { processed: 0, failed: 0, brokenLinks: 0 },
  driftTasks: 0,
  tokens: [],
  webhooks: [],
};
const cause = (code: string) => ({ code, count: 1, message: `About ${code}`, kinds: 1 });
const keysOf = (facts: Partial<AlertFacts>) =>
  conditionsOf({ ...quiet, ...facts }, rules).holding.map(({ key }) => key);

describe('conditions of alerts', () => {
  it('are one for a removal that a poll and a push have come upon', () => {
    expect(keysOf({ causes: [cause('remote_deleted'), cause('link_broken'), cause('invalid')] })).toEqual([
      'issue_cause:remote_deleted',
      'issue_cause:invalid',
    ]);
    expect(keysOf({ causes: [cause('link_broken')] })).toEqual(['issue_cause:remote_deleted']);
  });

  it.each([
    [1, '1 link broke within the last hour and is still broken.'],
    [19, '19 links broke within the last hour and are still broken.'],
  ])(
    'say of %i broken links that they are broken still: those that were mended are not counted',
    (brokenLinks, said) => {
      const facts = { ...quiet, lastHour: { ...quiet.lastHour, brokenLinks } };
      const { holding } = conditionsOf(facts, { ...rules, brokenLinksAnHour: 0 });
      expect(holding.map(({ sentence }) => sentence)).toEqual([said]);
    },
  );

  it('name the kind of most records of a cause, and that there are others', () => {
    const causes = [{ code: 'remote_deleted', count: 90, message: 'The opportunity was deleted.', kinds: 2 }];
    expect(conditionsOf({ ...quiet, causes }, rules).holding[0]?.sentence).toBe(
      'A new cause of issues: The opportunity was deleted. (90 records of several kinds)',
    );
  });

  it('are, of a sync that was not started, what its start would wait for', () => {
    const trouble = (code: 'worker_silent' | 'job_store_away' | 'not_started') => ({
      ...{ code, tone: 'stopped' as const, sentence: code, remedy: null, since: null },
    });
    const troubles = [trouble('worker_silent'), trouble('job_store_away'), trouble('not_started')];
    expect(keysOf({ isStarted: false, troubles })).toEqual(['worker', 'job_store']);
    // Where nothing is connected nobody can start anything.
    expect(keysOf({ isConnected: false, isStarted: false, troubles })).toEqual([]);
  });

  it('neither begin nor end while the sync is stopped and their state holds', () => {
    const facts = { ...quiet, isStarted: false, causes: [cause('invalid')], driftTasks: 2 };
    const { holding, unknown } = conditionsOf(facts, rules);
    expect(holding).toEqual([]);
    expect(['issue_cause:invalid', 'settings_drift', 'issue_cause:gone', 'worker'].map(unknown)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
