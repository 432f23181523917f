import type { DataFolder } from './data-folder.ts';
import type { SandboxAccess } from './first-sync.ts';
import type { EmbeddedOptions } from './options.ts';
import type { RunningPostgres } from './postgres.ts';

/** Variables that the embedded default sets by itself, whatever stands in the environment; `docs/operating.md` names them. */
export const SET_HERE = [
  ...['DATABASE_URL', 'DATABASE_DIRECT_URL', 'DATABASE_OWNER_URL', 'SECRET_KEYS', 'STORAGE_DIR', 'HOST', 'WEB_DIST'],
] as const;

/** Variables of `docs/operating.md` that reach the programs as they stand; those that begin with OTEL_ as well. */
const PASSED_ON = [
  ...['PATH', 'TZ', 'LOG_LEVEL', 'MONGODB_URL', 'TRUST_PROXY', 'PUBLIC_URL', 'COOKIE_SECURE'],
  ...['CONNECTWISE_CLIENT_ID', 'CONNECTWISE_WEB_ADDRESSES'],
  ...['METRICS_HOST', 'METRICS_PORT', 'METRICS_TOKEN'],
  ...['SMTP_URL', 'MAIL_FROM', 'ALERT_CHECK_SECONDS', 'WEBHOOK_ALLOWED_HOSTS', 'SIGN_IN_ALLOWED_HOSTS'],
];

interface Embedded {
  options: Pick<EmbeddedOptions, 'port' | 'sandboxPort'>;
  folder: Pick<DataFolder, 'secrets' | 'files'>;
  postgres: Pick<RunningPostgres, 'appUrl' | 'ownerUrl'>;
  sandbox: Pick<SandboxAccess, 'clientId'>;
  webDist: string;
}

/** What api and worker of the embedded default are started with: what the operator set, and what is the machine's own. */
export function environmentOf(
  given: Readonly<Record<string, string | undefined>>,
  { options, folder, postgres, sandbox, webDist }: Embedded,
): Record<string, string> {
  const names = [...PASSED_ON, ...Object.keys(given).filter((name) => name.startsWith('OTEL_'))];
  const passedOn = Object.fromEntries(names.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
  const ownHosts = [`127.0.0.1:${options.sandboxPort}`, given.CONNECTWISE_ALLOWED_HOSTS ?? ''];
  return {
    PUBLIC_URL: `http://127.0.0.1:${options.port}`,
    COOKIE_SECURE: 'false',
    CONNECTWISE_CLIENT_ID: sandbox.clientId,
    ...passedOn,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(options.port),
    DATABASE_URL: postgres.appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    SECRET_KEYS: folder.secrets.secretKeys,
    STORAGE_DIR: folder.files,
    WEB_DIST: webDist,
    CONNECTWISE_ALLOWED_HOSTS: ownHosts.filter((hosts) => hosts !== '').join(','),
  };
}
