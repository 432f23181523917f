// Prints the figures of the last 24 hours, then every new row of the audit log. Ends after as many rows as the first argument says.
const url = (process.env.CAUSEWAY_URL ?? 'http://127.0.0.1:4000').replace(/\/+$/, '');
const token = process.env.CAUSEWAY_TOKEN ?? '';
const most = Number(process.argv[2] ?? Number.POSITIVE_INFINITY);

interface Row {
  cursor: string;
  at: string;
  status: string;
  name: string | null;
  description: string;
}

interface Overview {
  syncStatistics: { total: number; series: Array<{ entity: string | null; status: string; total: number }> };
  auditEvents: { liveCursor: string };
}

/** Both come in one request; the stream is followed from where the list ends, so that nothing is missed. */
const OVERVIEW = `{
  syncStatistics(groupBy: [ENTITY, STATUS]) { total series { entity status total } }
  auditEvents(first: 1) { liveCursor }
}`;
const FOLLOW = `subscription ($after: String) { auditEventAdded(after: $after) { cursor at status name description } }`;

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors }: { data?: T; errors?: Array<{ message: string }> } = await response.json();
  if (errors?.[0] || !data) throw new Error(errors?.[0]?.message ?? `${url} answered with status ${response.status}.`);
  return data;
}

/** Answers the cursor of the last row, to go on behind it; ends with an error when the server says that the token is worth nothing. */
function follow(after: string, onRow: (row: Row) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let last = after;
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.onopen = () => send({ type: 'connection_init', payload: { token } });
    socket.onerror = () => undefined;
    socket.onclose = ({ code, reason }) => (code === 4401 || code === 4403 ? reject(new Error(reason)) : resolve(last));
    socket.onmessage = ({ data }) => {
      const { type, payload } = JSON.parse(String(data));
      if (type === 'ping') send({ type: 'pong' });
      if (type === 'connection_ack')
        send({ id: '1', type: 'subscribe', payload: { query: FOLLOW, variables: { after } } });
      if (type === 'error') reject(new Error(payload[0].message));
      if (type !== 'next' || !payload.data) return;
      const row: Row = payload.data.auditEventAdded;
      last = row.cursor;
      if (!onRow(row)) socket.close();
    };
  });
}

const { syncStatistics, auditEvents } = await ask<Overview>(OVERVIEW);
console.log(`${syncStatistics.total} rows in the last 24 hours`);
for (const { entity, status, total } of syncStatistics.series)
  console.log(`  ${entity ?? 'settings'} ${status}: ${total}`);

let seen = 0;
let cursor = auditEvents.liveCursor;
while (seen < most) {
  cursor = await follow(cursor, ({ at, status, name, description }) => {
    seen += 1;
    console.log(`${at} ${status} ${name ?? ''} ${description}`);
    return seen < most;
  });
  // The connection was lost: wait a little, and go on behind the last row.
  if (seen < most) await new Promise((resolve) => setTimeout(resolve, 1_000));
}
