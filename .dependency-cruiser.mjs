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

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^\\.' } },
    only('platform-knows-nobody', within('platform/'), []),
    only('wire-knows-nobody', within('connectwise/wire/'), []),
    only('client-layers', within('connectwise/client/'), within('connectwise/wire/', 'platform/')),
    only(
      'base-modules',
      within('modules/(auth|audit|workspace)/'),
      within('platform/', 'modules/(auth|audit|workspace)/'),
    ),
    only('crm-layers', within('modules/crm/'), within('platform/', 'modules/(audit|workspace|auth)/')),
    only('links-layers', within('modules/links/'), within('platform/', 'modules/(audit|workspace|crm|sync/records)/')),
    only(
      'connection-layers',
      within('modules/connection/'),
      within('platform/', 'modules/(audit|workspace)/', 'connectwise/'),
    ),
    only(
      'sync-layers',
      within('modules/sync/'),
      within('platform/', 'connectwise/', 'modules/(crm|links|integration|connection|audit|workspace|sync)/'),
    ),
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
