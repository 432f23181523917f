import { z } from 'zod';
import { isRefusedByBrowsers } from './http/refused-ports.ts';
import { readProxies } from './http/trust-proxy.ts';
import { parseSecretKeys, SecretBox } from './secrets.ts';

/** A word of the environment that is empty counts as absent: compose files cannot unset one. */
const absentWhenEmpty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absentWhenEmpty, schema.optional());

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a URL like postgres://user:password@host:5432/name',
});
const isTrue = z.enum(['true', 'false'], { error: 'must be "true" or "false"' }).transform((word) => word === 'true');
const REFUSED_PORT = 'names a port that browsers and fetch refuse to talk to; choose another one, such as 4000';
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const secretKeys = z
  .string({ error: 'is missing; give "id:base64key" with 32 random bytes' })
  .transform((text, context) => {
    try {
      const keys = parseSecretKeys(text);
      new SecretBox(keys);
      return keys;
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
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
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });

const schema = z
  .object({
    NODE_ENV: optional(z.enum(['production', 'development', 'test'])),
    LOG_LEVEL: optional(z.enum(levels, { error: `must be one of ${levels.join(', ')}` })),
    /** The role that row-level security binds. */
    DATABASE_URL: postgresUrl,
    /** The owner of the tables; only `migrate` needs it. */
    DATABASE_OWNER_URL: optional(postgresUrl),
    MONGODB_URL: optional(
      z.url({ protocol: /^mongodb(\+srv)?$/, error: 'must be a URL like mongodb://host:27017/name' }),
    ),
    SECRET_KEYS: secretKeys,
    HOST: optional(z.string()),
    PORT: optional(
      z.coerce
        .number({ error: 'must be a number' })
        .int()
        .min(0)
        .max(65_535, 'must be at most 65535')
        .refine((port) => !isRefusedByBrowsers(port), REFUSED_PORT),
    ),
    PUBLIC_URL: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be the http(s) address that browsers use' })
        .refine((url) => !isRefusedByBrowsers(Number(new URL(url).port)), REFUSED_PORT),
    ),
    STORAGE_DIR: z
      .string({ error: 'is missing; name the folder that keeps uploaded files' })
      .min(1, 'names the folder that keeps uploaded files'),
    WEB_DIST: optional(z.string()),
    COOKIE_SECURE: optional(isTrue),
    SMTP_URL: optional(
      z.url({ protocol: /^smtps?$/, error: 'must be a URL like smtp://user:password@host:587 or smtps://host:465' }),
    ),
    MAIL_FROM: optional(z.string().max(320)),
    ALERT_CHECK_SECONDS: optional(
      z.coerce.number({ error: 'must be a number of seconds' }).int().min(1).max(60, 'must be at most 60'),
    ),
    TRUST_PROXY: z.preprocess(absentWhenEmpty, proxies),
    CONNECTWISE_CLIENT_ID: optional(z.string()),
    CONNECTWISE_ALLOWED_HOSTS: z.preprocess(absentWhenEmpty, hosts),
    WEBHOOK_ALLOWED_HOSTS: z.preprocess(absentWhenEmpty, hosts),
  })
  .transform((raw) => {
    const port = raw.PORT ?? 4000;
    const publicUrl = raw.PUBLIC_URL ?? `http://127.0.0.1:${port}`;
    const isProduction = raw.NODE_ENV === 'production';
    return {
      nodeEnv: raw.NODE_ENV ?? 'development',
      isProduction,
      logLevel: raw.LOG_LEVEL ?? 'info',
      databaseUrl: raw.DATABASE_URL,
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
      smtpUrl: raw.SMTP_URL ?? null,
      mailFrom: raw.MAIL_FROM ?? `Causeway <causeway@${new URL(publicUrl).hostname}>`,
      alertCheckSeconds: raw.ALERT_CHECK_SECONDS ?? 7,
      connectwiseClientId: raw.CONNECTWISE_CLIENT_ID ?? null,
      /** Hosts beside ConnectWise's own to which requests may go: "host" or "host:port". */
      connectwiseAllowedHosts: raw.CONNECTWISE_ALLOWED_HOSTS,
      /** Hosts that are not public or not https, to which webhooks may go all the same. */
      webhookAllowedHosts: raw.WEBHOOK_ALLOWED_HOSTS,
    };
  });

/** What the operator set, read once at the start. */
export type Env = z.output<typeof schema>;

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
