// Serves the built app with made-up answers over the real schema, to look at pages while there is no server:
//   node testing/preview-server.mjs [port]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, graphql, parse, subscribe } from 'graphql';
import { useServer as serveSockets } from 'graphql-ws/use/ws';
import * as data from './preview-data.mjs';
import { matchPairs, matchSummary, unmatchedRecords } from './preview-matching.mjs';

const fromServer = createRequire(new URL('../../server/package.json', import.meta.url));
const { WebSocketServer } = fromServer('ws');
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws: wss:";

const page = (items) => ({ items, pageInfo: { endCursor: null, hasNextPage: false }, totalCount: items.length });

const rootValue = {
  viewer: data.viewer,
  integrationHealth: () => data.health,
  connection: data.connection,
  syncSettings: data.settings,
  setupSteps: data.setupSteps,
  referenceItems: data.referenceItems,
  referenceLists: data.referenceLists,
  permissionReport: data.permissionReport,
  driftTasks: data.driftTasks,
  settingsRevisions: page(data.settingsRevisions),
  exportSettings: { format: 'causeway-settings', version: 1 },
  matchSummary,
  matchPairs,
  unmatchedRecords,
  latestPreview: data.preview,
  previewRecords: ({ entity, operation }) =>
    page(
      data.previewRecords.filter(
        (one) => (!entity || one.entity === entity) && (!operation || one.operation === operation),
      ),
    ),
  syncRuns: page(data.runs),
  syncRun: ({ id }) => data.runs.find((run) => run.id === id),
  issues: page(data.issues),
  auditEvents: ({ filter, first }) => ({
    items: data.events
      .filter(
        (one) => (!filter?.status || one.status === filter.status) && (!filter?.text || one.name.includes(filter.text)),
      )
      .slice(0, first),
    pageInfo: { endCursor: 'x', hasNextPage: false },
  }),
  auditEvent: ({ id }) => data.events.find((one) => one.id === id),
  apiTokens: data.tokens,
  users: [data.viewer.user],
  pipelineStages: data.stages,
  bundlePreview: data.bundlePreview,
  modePreview: data.modePreview,
  testFilter: data.testFilter,
  excludedRecords: data.excludedRecords,
  clients: page([]),
  contacts: page([]),
  opportunities: page([]),
  products: page([]),
  documents: page([]),
  taxRegions: [],
  customFields: [],
  auditEventAdded: async function* () {
    for (let i = 1; ; i += 1) {
      await new Promise((done) => setTimeout(done, 3000));
      yield {
        auditEventAdded: { ...data.event(i), id: `live${i}`, cursor: String(200000 + i), at: new Date().toISOString() },
      };
    }
  },
  latestPreviewChanged: async function* () {
    yield { latestPreviewChanged: data.preview };
  },
  integrationHealthChanged: async function* () {
    for (;;) {
      yield { integrationHealthChanged: data.health };
      await new Promise((done) => setTimeout(done, 2000));
    }
  },
};

/** Starts the preview; resolves with its address and a function that stops it. */
export async function startPreview(port = 0) {
  const schema = buildSchema(
    await readFile(fileURLToPath(new URL('../../shared/schema.graphql', import.meta.url)), 'utf8'),
  );
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://preview');
    if (pathname === '/graphql') {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { query, variables, operationName } = JSON.parse(body);
      const answer = await graphql({ schema, source: query, variableValues: variables, operationName, rootValue });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return;
    }
    const path = normalize(join(dist, pathname));
    const file = path.startsWith(dist) && extname(path) ? path : join(dist, 'index.html');
    const content = await readFile(file).catch(() => null);
    if (!content) return response.writeHead(404).end();
    response
      .writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
      })
      .end(content);
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const live = serveSockets(
    {
      schema,
      roots: { subscription: rootValue },
      subscribe: (args) => subscribe({ ...args, document: args.document ?? parse('') }),
    },
    sockets,
  );
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: async () => {
      await live.dispose();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startPreview(Number(process.argv[2] ?? 0));
  process.stdout.write(`${`Preview at ${url}`}\n`);
}
