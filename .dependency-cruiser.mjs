// Who may import whom: the table of docs/architecture.md as rules. Anything else fails the check.
const src = '^packages/server/src';
const within = (...parts) => parts.map((part) => `${src}/${part}`);
const tests = '\\.test\\.ts$';
/** A folder of the server may import itself, and of the server's other folders only those named. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: `${src}/`, pathNot: [...from, ...allowed] },
});

/**
 * What is synced, from the bottom up: each folder may import itself and those above it in this list, which are lower in the house. Docs:
 * `docs/architecture.md`, "Inside the server", and ADR 8.
 */
const house = [
  'links/',
  'integration/configuration/',
  'integration/mapping/',
  'integration/setup/',
  'integration/filters/',
  'integration/drift/',
  'integration/settings/',
  'integration/history/',
  'integration/permissions/',
  'integration/[^/]+\\.ts$',
  'sync/error-action',
  'sync/messages/',
  'sync/matching/scoring/',
  'sync/records/',
  'sync/conflicts/',
  'sync/pull/context/',
  'sync/pull/runs/',
  'sync/pull/prepare/',
  'sync/pull/decide/',
  'sync/pull/write/',
  'sync/pull/[^/]+\\.ts$',
  'sync/pull/poll/',
  'sync/pull/reconcile/',
  'sync/pull/callbacks/',
  'sync/push/outbox/',
  'sync/push/line-drift/',
  'sync/push/attempt/',
  'sync/push/steps/',
  'sync/registry',
  'sync/push/[^/]+\\.ts$',
  'sync/matching/comparison/',
  'sync/matching/review/',
  'sync/matching/[^/]+\\.ts$',
  'sync/preview/',
  'sync/modes/',
  'sync/cw-status/',
  'sync/bundles/',
  'sync/repair/',
  'sync/undo/',
  'sync/activity/runs/',
  'sync/activity/(issues|health)/',
  'sync/activity/[^/]+\\.ts$',
];
const wiring = '\\.module\\.ts$';

const arrowsDown = house.slice(0, -1).map((folder, place) => ({
  name: `arrows-down: ${folder.replace('[^/]+\\.ts$', '*.ts')}`,
  severity: 'error',
  // A module's wiring builds everything of its folder, so it stands above all of it.
  from: { path: within(`modules/${folder}`), pathNot: [tests, wiring] },
  to: { path: house.slice(place + 1).flatMap((above) => within(`modules/${above}`)) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // Circles of types count too: files in one cannot be read one after the other.
    { name: 'no-cycles', severity: 'error', from: { pathNot: tests }, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^\\.' } },
    only('platform-knows-nobody', within('platform/'), []),
    only('wire-knows-nobody', within('connectwise/wire/'), []),
    only('client-layers', within('connectwise/client/'), within('connectwise/wire/', 'platform/')),
    only(
      'base-modules',
      within('modules/(auth|audit|workspace)/'),
      within('platform/', 'modules/(auth|audit|workspace|delivery)/'),
    ),
    only(
      'alerts-layers',
      within('modules/alerts/'),
      within('platform/', 'modules/(audit|delivery|webhooks|workspace|liveness|sync/activity)/'),
    ),
    only('delivery-layers', within('modules/delivery/'), within('platform/')),
    only('webhooks-layers', within('modules/webhooks/'), within('platform/', 'connectwise/client/', 'modules/audit/')),
    only('erasure-layers', within('modules/erasure/'), within('platform/', 'modules/audit/')),
    only('liveness-layers', within('modules/liveness/'), within('platform/')),
    only('crm-layers', within('modules/crm/'), within('platform/', 'modules/(audit|workspace|auth)/')),
    only('links-layers', within('modules/links/'), within('platform/', 'modules/(audit|workspace|crm)/')),
    only(
      'connection-layers',
      within('modules/connection/'),
      within('platform/', 'modules/(audit|workspace)/', 'connectwise/'),
    ),
    only(
      'integration-layers',
      within('modules/integration/'),
      within('platform/', 'connectwise/', 'modules/(crm|links|connection|audit|workspace)/'),
    ),
    only(
      'sync-layers',
      within('modules/sync/'),
      within('platform/', 'connectwise/', 'modules/(crm|links|integration|connection|audit|workspace|liveness)/'),
    ),
    ...arrowsDown,
    {
      // What all records share knows none of them; only the registry does.
      name: 'records-share-downwards',
      severity: 'error',
      from: { path: `${src}/modules/sync/records/[^/]+\\.ts$`, pathNot: [tests, '/registry\\.ts$'] },
      to: { path: `${src}/modules/sync/records/((company|contact|product|opportunity|quote-line)/|registry\\.ts$)` },
    },
    {
      name: 'records-stand-apart',
      severity: 'error',
      from: { path: `${src}/modules/sync/records/(company|contact|product|opportunity|quote-line)/`, pathNot: tests },
      to: {
        path: `${src}/modules/sync/records/((company|contact|product|opportunity|quote-line)/|registry\\.ts$)`,
        pathNot: `${src}/modules/sync/records/$1/`,
      },
    },
    {
      name: 'only-compose-builds-modules',
      severity: 'error',
      from: { path: `${src}/`, pathNot: [tests, `${src}/main/`] },
      to: { path: wiring },
    },
    {
      name: 'sandbox-shares-nothing',
      severity: 'error',
      from: { path: '^packages/sandbox/' },
      to: { path: '^packages/(server|shared|web|bench)/' },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^packages/shared/' },
      to: { path: '^packages/(server|sandbox|web|bench)/' },
    },
    {
      name: 'server-uses-sandbox-in-tests-only',
      severity: 'error',
      from: { path: `${src}/`, pathNot: tests },
      to: { path: '^packages/sandbox/' },
    },
    {
      name: 'edges-do-not-meet',
      severity: 'error',
      from: { path: '\\.(resolver|route|job)\\.ts$', pathNot: tests },
      to: { path: '\\.(resolver|route)\\.ts$' },
    },
    {
      name: 'services-know-no-edge',
      severity: 'error',
      from: { path: '\\.service\\.ts$' },
      to: { path: ['\\.(resolver|route|job)\\.ts$', 'node_modules/(express|agenda|@apollo|type-graphql)/'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: ['\\.rules\\.ts$', '/[a-z-]+-(from|to)-[a-z-]+\\.ts$', '/diff\\.ts$'], pathNot: tests },
      to: {
        path: [
          '\\.(service|queries|resolver|route|job|entity)\\.ts$',
          'platform/(database|logger|clock|jobs|http)',
          'node_modules/(pg|pino|undici|@mikro-orm)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'web-components-know-no-feature',
      severity: 'error',
      from: { path: '^packages/web/src/(components|graphql)/' },
      to: { path: '^packages/web/src/(features|app)/' },
    },
    {
      name: 'web-features-stand-apart',
      severity: 'error',
      from: { path: '^packages/web/src/features/([^/]+)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^packages/web/src/(features/(?!$1/)|app/)' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(dist|\\.data|\\.cache|\\.tools)/', 'packages/web/src/graphql/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      conditionNames: ['types', 'import', 'default'],
      exportsFields: ['exports'],
    },
  },
};
