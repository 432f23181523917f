import type { TestApp } from './test-app.ts';

/**
 * A worker of which is heard what the test says, in an app that was made with `heartbeat: false`: a real heartbeat comes every five seconds, in the
 * middle of whatever is tried, and stays away on a busy machine.
 */
export async function workerSigns(app: Pick<TestApp, 'test'>) {
  await app.test.sql(`insert into process_heartbeat (id, kind, host, pid) values (uuidv7(), 'worker', 'test', 1)`);
  const revive = () => app.test.sql(`update process_heartbeat set at = clock_timestamp() + interval '1 hour'`);
  await revive();
  return {
    /** For a minute by now. */
    silence: () => app.test.sql(`update process_heartbeat set at = clock_timestamp() - interval '1 minute'`),
    revive,
  };
}
