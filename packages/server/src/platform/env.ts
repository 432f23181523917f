import { z } from 'zod';
import { isRefusedByBrowsers } from './http/refused-ports.ts';
import { readProxies } from './http/trust-proxy.ts';
import { parseSecretKeys, SecretBox } from './secrets.ts';

/** A word of the environment that is empty counts as absent: compose files cannot unset one. */
const absentWhenEmpty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absentWhenEmpty, schema.optional());

const POSTGRES_URL = 'must be a URL like postgres://user:password@host:5432/name';
const postgresUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: POSTGRES_URL })
  .refine((url) => pathOf(url).length > 1, POSTGRES_URL);
const isTrue = z.enum(['true', 'false'], { error: 'must be "true" or "false"' }).transform((word) => word === 'true');
const REFUSED_PORT = 'names a port that browsers and fetch refuse to talk to; choose another one, such as 4000';
const HAS_PATH =
  'carries more than a host and a port. Causeway is served at the root of its host, so give it a host name of its own, like https://causeway.example.com';

/** What is no URL is told as such; the rules after that one run all the same. */
const parsedUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
const pathOf = (text: string): string => parsedUrl(text)?.pathname ?? '';
const hostOf = (text: string): string => parsedUrl(text)?.hostname ?? '';

/** A number as people write one: `4e3` and `0x10` are slips. */
const wholeNumber = (error: string) => z.string().regex(/^\d+$/, error).transform(Number);

const SMTP_URL = 'must be a URL like smtp://user:password@host:587 or smtps://host:465';
const MAIL_ADDRESS = 'must be one address, like causeway@example.com or Causeway <causeway@example.com>';
const oneMailAddress = /^(?:[^<>,;\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/;

/** The web app's addresses, cookies and callbacks all begin at the root; below a path its pages would stay blank. */
const isBareOrigin = (text: string): boolean => {
  const url = parsedUrl(text);
  if (!url) return true;
  const { pathname, search, hash, username, password } = url;
  return /^\/*$/.test(pathname) && search === '' && hash === '' && username === '' && password === '';
};
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const toldOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const secretKeys = z
  .string({ error: 'is missing; give "id:base64key" with 32 random bytes' })
  .transform((text, context) => {
    try {
      const keys = parseSecretKeys(text);
      new SecretBox(keys);
      return keys;
    } catch (error) {
      context.addIssue({ code: 'custom', message: toldOf(error).replace(/^SECRET_KEYS /, '') });
      return z.NEVER;
    }
  });

const hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  )
  .pipe(
    z.array(
      z
        .string()
        .regex(/^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/, 'holds something that is not host or host:port'),
    ),
  );

const proxies = z
  .string()
  .default('')
  .transform((text, context) => {
    try {
      return readProxies(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: toldOf(error) });
      return z.NEVER;
    }
  });

/** `sandbox:4010=http://localhost:4010`, separated by commas. */
const webAddresses = z
  .string()
  .default('')
  .transform((text, context) => {
    const found = new Map<string, string>();
    for (const entry of text.split(',').map((part) => part.trim())) {
      if (entry === '') continue;
      const [host = '', ...rest] = entry.split('=');
      const address = rest.join('=').trim();
      if (host.trim() === '' || !URL.canParse(address) || !/^https?:/.test(address) || !isBareOrigin(address)) {
        context.addIssue({
          code: 'custom',
          message: `holds "${entry}"; write host:port=address, like cw.internal:8080=https://cw.example.com`,
        });
        return z.NEVER;
      }
      found.set(host.trim().toLowerCase(), new URL(address).origin);
    }
    return found;
  });

const schema = z
  .object({
    NODE_ENV: optional(z.enum(['production', 'development', 'test'])),
    LOG_LEVEL: optional(z.enum(levels, { error: `must be one of ${levels.join(', ')}` })),
    /** The role that row-level security binds. */
    DATABASE_URL: postgresUrl,
    /** Goes past a pooler in front of PostgreSQL, by the same role: for what needs a session of its own. */
    DATABASE_DIRECT_URL: optional(postgresUrl),
    /** The owner of the tables; only `migrate`, `admin backup` and `admin restore` need it. */
    DATABASE_OWNER_URL: optional(postgresUrl),
    MONGODB_URL: optional(
      z.string().regex(/^mongodb(\+srv)?:\/\/[^\s/?]+/, 'must be a URL like mongodb://host:27017/name'),
    ),
    SECRET_KEYS: z.preprocess(absentWhenEmpty, secretKeys),
    HOST: optional(z.string()),
    PORT: optional(
      wholeNumber('must be a number')
        .pipe(z.number().max(65_535, 'must be at most 65535'))
        .refine((port) => !isRefusedByBrowsers(port), REFUSED_PORT),
    ),
    PUBLIC_URL: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be the http(s) address that browsers use' })
        .refine((url) => !isRefusedByBrowsers(Number(parsedUrl(url)?.port)), REFUSED_PORT)
        .refine(isBareOrigin, HAS_PATH),
    ),
    STORAGE_DIR: z
      .string({ error: 'is missing; name the folder that keeps uploaded files' })
      .min(1, 'names the folder that keeps uploaded files'),
    WEB_DIST: optional(z.string()),
    COOKIE_SECURE: optional(isTrue),
    SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: SMTP_URL }).refine((url) => hostOf(url) !== '', SMTP_URL)),
    MAIL_FROM: optional(z.string().max(320).regex(oneMailAddress, MAIL_ADDRESS)),
    ALERT_CHECK_SECONDS: optional(
      wholeNumber('must be a number of seconds').pipe(z.number().min(1).max(60, 'must be at most 60')),
    ),
    TRUST_PROXY: z.preprocess(absentWhenEmpty, proxies),
    METRICS_HOST: optional(z.string()),
    METRICS_PORT: optional(wholeNumber('must be a number').pipe(z.number().max(65_535, 'must be at most 65535'))),
    METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
    OTEL_EXPORTER_OTLP_ENDPOINT: optional(
      z.url({ protocol: /^https?$/, error: 'must be the http(s) address of a collector, like http://127.0.0.1:4318' }),
    ),
    OTEL_TRACES_SAMPLER: optional(z.enum(samplers, { error: `must be one of ${samplers.join(', ')}` })),
    OTEL_TRACES_SAMPLER_ARG: optional(
      z.coerce.number({ error: 'must be a share from 0 to 1' }).min(0).max(1, 'must be at most 1'),
    ),
    OTEL_SERVICE_NAME: optional(z.string().max(100)),
    OTEL_BSP_SCHEDULE_DELAY: optional(
      wholeNumber('must be a number of milliseconds').pipe(z.number().min(1).max(60_000, 'must be at most 60000')),
    ),
    CONNECTWISE_CLIENT_ID: optional(z.string()),
    CONNECTWISE_ALLOWED_HOSTS: z.preprocess(absentWhenEmpty, hosts),
    CONNECTWISE_WEB_ADDRESSES: z.preprocess(absentWhenEmpty, webAddresses),
    WEBHOOK_ALLOWED_HOSTS: z.preprocess(absentWhenEmpty, hosts),
    SIGN_IN_ALLOWED_HOSTS: z.preprocess(absentWhenEmpty, hosts),
  })
  .transform((raw) => {
    const port = raw.PORT ?? 4000;
    const publicUrl = raw.PUBLIC_URL ?? `http://127.0.0.1:${port}`;
    return {
      nodeEnv: raw.NODE_ENV ?? 'development',
      logLevel: raw.LOG_LEVEL ?? 'info',
      databaseUrl: raw.DATABASE_URL,
      /** For sessions: LISTEN, locks that show that a process lives, temporary tables. */
      databaseDirectUrl: raw.DATABASE_DIRECT_URL ?? raw.DATABASE_URL,
      isDirectUrlNamed: raw.DATABASE_DIRECT_URL !== undefined,
      databaseOwnerUrl: raw.DATABASE_OWNER_URL ?? null,
      mongoUrl: raw.MONGODB_URL ?? null,
      secretKeys: raw.SECRET_KEYS,
      host: raw.HOST ?? '127.0.0.1',
      port,
      publicUrl: publicUrl.replace(/\/+$/, ''),
      /** Where ConnectWise may call this product: only an address that the operator named. */
      callbackUrl: raw.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
      storageDir: raw.STORAGE_DIR,
      webDist: raw.WEB_DIST ?? null,
      cookieSecure: raw.COOKIE_SECURE ?? publicUrl.startsWith('https:'),
      trustProxy: raw.TRUST_PROXY,
      metricsHost: raw.METRICS_HOST ?? '127.0.0.1',
      /** Where health and metrics are served apart from everything else; null for nowhere. */
      metricsPort: raw.METRICS_PORT ?? null,
      /** Who shows it may read the metrics. */
      metricsToken: raw.METRICS_TOKEN ?? null,
      /** Where traces go; null for nowhere. */
      traces: raw.OTEL_EXPORTER_OTLP_ENDPOINT
        ? {
            endpoint: raw.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, ''),
            sampler: raw.OTEL_TRACES_SAMPLER ?? ('parentbased_always_on' as const),
            share: raw.OTEL_TRACES_SAMPLER_ARG ?? 1,
            serviceName: raw.OTEL_SERVICE_NAME ?? null,
            sendAfterMs: raw.OTEL_BSP_SCHEDULE_DELAY ?? 5_000,
          }
        : null,
      smtpUrl: raw.SMTP_URL ?? null,
      mailFrom: raw.MAIL_FROM ?? `Causeway <causeway@${new URL(publicUrl).hostname}>`,
      alertCheckSeconds: raw.ALERT_CHECK_SECONDS ?? 7,
      connectwiseClientId: raw.CONNECTWISE_CLIENT_ID ?? null,
      /** Hosts beside ConnectWise's own to which requests may go: "host" or "host:port". */
      connectwiseAllowedHosts: raw.CONNECTWISE_ALLOWED_HOSTS,
      /** Where browsers find a server that the product reaches by another name: "host:port" to an origin. */
      connectwiseWebAddresses: raw.CONNECTWISE_WEB_ADDRESSES,
      /** Hosts that are not public or not https, to which webhooks may go all the same. */
      webhookAllowedHosts: raw.WEBHOOK_ALLOWED_HOSTS,
      /** The same for providers by which people sign in. */
      signInAllowedHosts: raw.SIGN_IN_ALLOWED_HOSTS,
    };
  });

/** What the operator set, read once at the start. */
export type Env = z.output<typeof schema>;
export type TracesEnv = NonNullable<Env['traces']>;

/** Reads the environment; throws one error that names every variable at fault, and never shows a value. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '?');
    const isMissing = (source[name] ?? '') === '' && !/missing/.test(issue.message);
    return `  ${name} ${isMissing ? `is missing; it ${issue.message}` : issue.message}`;
  });
  throw new Error(`The environment is not complete:\n${[...new Set(faults)].join('\n')}`);
}

/** The only place that reads the process's environment. */
export const processEnv = (): Env => readEnv(process.env);
