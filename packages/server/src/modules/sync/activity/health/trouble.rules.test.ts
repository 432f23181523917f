import { connectionCauses } from '../../../connection/connection-problem.rules.ts';
import { troublesOf } from './trouble.rules.ts';

const nothingWaits = {
  oldestPushAt: null,
  oldestPushMs: null,
  oldestPushError: null,
  unclaimedPushMs: null,
  idleRunMs: null,
  duePollMs: null,
  refusedCallbacks: 0,
  refusedCallbacksSince: null,
  refusedCallbacksMs: null,
  silentCallbacksSince: null,
};

/** What is said and advised of a connection that is in error for this cause. */
const said = (stateCode: string | null) => {
  const connection = {
    state: 'error',
    stateCode,
    stateMessage: 'It broke.',
    stateSince: new Date(),
    syncStartedAt: new Date(),
    syncStoppedAt: null,
    nextPullAt: null,
  } as const;
  const found = troublesOf({ connection, processes: [], currentRun: null, lastPull: null, waiting: nothingWaits });
  return found.find(({ sentence }) => sentence === 'It broke.');
};
const remedies = new Map(connectionCauses.map((cause) => [cause, said(cause)?.remedy ?? '']));

describe('a worker that is silent', () => {
  const silent = (syncStartedAt: Date | null) => {
    const at = new Date(Date.now() - 60_000);
    const worker = { kind: 'worker' as const, host: 'harbor', pid: 7, startedAt: at, at, endedAt: null };
    const connection = {
      ...{ state: 'connected' as const, stateCode: null, stateMessage: null, stateSince: at },
      ...{ syncStartedAt, syncStoppedAt: null, nextPullAt: null },
    };
    const processes = [{ ...worker, jobStoreAwaySince: null, silentMs: 60_000 }];
    return troublesOf({ connection, processes, currentRun: null, lastPull: null, waiting: nothingWaits })[0];
  };

  it('holds up what is synced, or what would be started', () => {
    expect(silent(new Date())).toMatchObject({
      code: 'worker_silent',
      sentence: 'The worker is silent: it is frozen, dead or cut off, so nothing is synced.',
      remedy: 'Restart the worker (process 7 on harbor). It goes on where the sync stopped; nothing is lost.',
    });
    expect(silent(null)).toMatchObject({
      code: 'worker_silent',
      sentence: 'The worker is silent: it is frozen, dead or cut off, so nothing is synced.',
      remedy:
        'Restart the worker (process 7 on harbor). A comparison, a preview or a sync that is started waits for it.',
    });
  });
});

describe('a sync that somebody stopped', () => {
  const paused = (stateCode: string | null) =>
    troublesOf({
      connection: {
        state: 'paused',
        stateCode,
        stateMessage: 'Ann did.',
        stateSince: new Date(),
        syncStartedAt: null,
        syncStoppedAt: new Date(),
        nextPullAt: null,
      },
      processes: [],
      currentRun: null,
      lastPull: null,
      waiting: nothingWaits,
    }).find(({ code }) => !code.startsWith('worker'));

  it('keeps changes while it is paused, and sends them with the next start while it is disconnected', () => {
    expect(paused(null)).toMatchObject({ code: 'paused', remedy: 'Changes are kept and follow when it resumes.' });
    expect(paused('disconnected')).toMatchObject({
      code: 'disconnected',
      sentence: 'ConnectWise is disconnected: Ann did.',
      remedy: expect.stringMatching(/^Start the sync again then\. .*changed here meanwhile follows with the start/),
    });
  });
});

describe('what to do about a connection that broke', () => {
  it.each([
    [
      'host_not_allowed',
      /operator must name this host.*CONNECTWISE_ALLOWED_HOSTS.*restart.*administrator can do nothing/,
    ],
    ['no_permission', /page Permissions/],
    ['client_id_missing', /client ID.*CONNECTWISE_CLIENT_ID/],
    ['wrong_company', /company/],
    ['wrong_keys', /new keys/],
    ['tls', /certificate/],
    ['host_unknown', /resolves the name/],
    ['invalid_url', /proxy or a sign-in page/],
  ] as const)('fits its cause: %s', (cause, advice) => {
    expect(remedies.get(cause)).toMatch(advice);
  });

  it('says to reconnect or to look at the permissions only where that helps', () => {
    const whereSaid = (words: RegExp) => connectionCauses.filter((cause) => words.test(remedies.get(cause) ?? ''));
    expect(whereSaid(/Permissions/)).toEqual(['no_permission']);
    expect(whereSaid(/reconnect/i)).toEqual([
      'host_unknown',
      'wrong_company',
      'wrong_keys',
      'keys_unreadable',
      'client_id_missing',
    ]);
  });

  it('names a missing permission, so that the overview leads to the page that lists it', () => {
    expect(said('no_permission')).toMatchObject({ code: 'permission_missing' });
  });

  it('advises nothing for a cause that it does not know', () => {
    expect(said('strange')).toMatchObject({ code: 'connection_error', remedy: null });
    expect(said(null)).toMatchObject({ code: 'connection_error', remedy: null });
  });
});
