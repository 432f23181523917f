import type { JournalEntry } from '@causeway/sandbox';
import type { Installation } from './installation.ts';
import type { LostEdit } from './outcome.ts';

const MAX_LINES = 60;

/** What was done to the record of a lost edit on both sides, in the order of the clock: the log, the pushes, the link, and ConnectWise's journal. */
export async function tracesOf(
  { test }: Installation,
  { clientId, remoteId }: LostEdit,
  journal: readonly JournalEntry[],
): Promise<string[]> {
  const here = await test.sql<{ line: string }>(
    `select to_char(at at time zone 'utc', 'HH24:MI:SS.MS ') || told as line from (
       select at, 'log ' || concat_ws(' ', direction, operation, status, code, description, actor, changes::text) as told
         from audit_event where local_id = $1 or remote_id = $2 and entity = 'company'
       union all select updated_at, 'push last touched ' || to_jsonb(p)::text from push_request p where local_id = $1
       union all select synced_at, 'link synced ' || to_jsonb(l)::text from entity_link l where local_id = $1
       union all select updated_at, 'client last touched ' || to_jsonb(c)::text from client c where id = $1
       union all select executed_at, 'migrated ' || name from (select * from schema_migration order by executed_at desc limit 1) m) found`,
    [clientId, remoteId],
  );
  const there = journal
    .filter(({ path, query }) => path === `/company/companies/${remoteId}` || isAskedFor(remoteId, query))
    .map(
      ({ at, method, path, query, headers, status, ms, body = '', answer = '' }) =>
        `${at.slice(11, 23)} ConnectWise ${method} ${path} ${decodeURIComponent(query)} by ${headers['user-agent']} answered ${status} in ${Math.round(ms)} ms: ${body} ${phoneIn(answer)}`,
    );
  return [...here.map(({ line }) => line), ...there]
    .sort()
    .slice(-MAX_LINES)
    .map((line) => line.slice(0, 600));
}

const isAskedFor = (remoteId: string | null, query: string): boolean =>
  new RegExp(`\\bid (in \\(|= ?)([\\d,]*,)?${remoteId}\\b`).test(decodeURIComponent(query));

const phoneIn = (answer: string): string => /"phoneNumber":"[^"]*"/.exec(answer)?.[0] ?? '';
