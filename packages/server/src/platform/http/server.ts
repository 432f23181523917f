import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { BlockList } from 'node:net';
import compression from 'compression';
import express, { type Express, type Request, type Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import { ACCESS_CHANNEL } from '../access-ended.ts';
import { whileAskedFrom } from '../asked-from.ts';
import type { Database } from '../database/database.ts';
import { PgListener } from '../database/pg-listener.ts';
import { AppError } from '../errors.ts';
import { createApollo } from '../graphql/apollo.ts';
import { compiledExecution } from '../graphql/compiled-execution.ts';
import type { Actor, Context, SessionCookie } from '../graphql/context.ts';
import { CostBudget } from '../graphql/cost-budget.ts';
import { MAX_BYTES, nestingFault } from '../graphql/limits.ts';
import { type TurnLimits, Turns } from '../graphql/turns.ts';
import type { Id } from '../ids.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { repeatedWarning } from '../repeated-trouble.ts';
import type { Storage } from '../storage.ts';
import { limitable } from '../time-limit.ts';
import type { AddressLimits } from './address-limit.ts';
import { type Credentials, credentialsOf, SESSION_COOKIE } from './credentials.ts';
import { assertOrigin, crossOrigin, type IsKnownOrigin } from './cross-origin.ts';
import { answerErrors, answerUnknownPaths, refusalBody } from './error-answers.ts';
import { gracefulEnd } from './graceful-end.ts';
import { answerGraphql } from './graphql-requests.ts';
import { answerMetrics } from './operations.ts';
import { readinessOf } from './readiness.ts';
import { forgettingCallers, RecentCallers } from './recent-callers.ts';
import { timeRequests } from './request-times.ts';
import { securityHeaders, withoutPageHeaders } from './security-headers.ts';
import { createSocket } from './socket.ts';
import { traceRequests } from './trace-requests.ts';
import { trusts } from './trust-proxy.ts';
import { webApp } from './web-app.ts';

export interface HttpOptions {
  host: string;
  /** 0 for any free port. */
  port: number;
  publicUrl: string;
  webDist: string | null;
  cookieSecure: boolean;
  /** Proxies whose word on the caller's address counts. */
  trustProxy: BlockList;
  schema: GraphQLSchema;
  database: Database;
  jobs: JobQueue;
  logger: Logger;
  metrics: Metrics;
  /** Who shows it may read the metrics on this port; without one they are not here. */
  metricsToken?: string | null;
  storage: Pick<Storage, 'isWritable'>;
  /** Whether PostgreSQL tells this process what is committed. */
  isListening(): boolean;
  authenticate(credentials: Credentials): Promise<Actor | null>;
  isKnownOrigin: IsKnownOrigin;
  /** Further paths, all below /api; `actorOf` knows who asks. */
  routes: ReadonlyArray<(app: Express) => void>;
  /** DSN to LISTEN on for sessions and tokens that ended. */
  listenUrl: string;
  recheckEveryMs?: number;
  socketsPerAddress?: AddressLimits;
  /** How long a query may take, all of its resolvers together. */
  operationTimeoutMs?: number;
  turnLimits?: TurnLimits;
}

export interface RunningServer {
  url: string;
  port: number;
  /** Takes no new connections, answers what comes over those that are there, tells sockets to reconnect elsewhere and ends within the time given. */
  close(options?: { timeoutMs?: number; idleAfterMs?: number }): Promise<void>;
}

const PATH = '/graphql';
/** Uploads and downloads lie below this path; `actorOf` knows who asks. */
const FILES = '/api';

/** Starts the API: GraphQL over HTTP and socket, files, health, and the web app on one port. */
export async function startHttp(options: HttpOptions): Promise<RunningServer> {
  const app = express();
  const server = createServer({ requestTimeout: 60_000 }, app);
  const ending = gracefulEnd(server);
  const turns = new Turns(options.turnLimits);
  options.metrics.gauge('operations_waiting', () => turns.waiting);
  const callers = new RecentCallers(options.authenticate, () => ends.isListening);
  const execute = forgettingCallers(compiledExecution(options.schema), callers);
  const gate = { budget: new CostBudget(options.database), turns };
  const answering = createApollo({ ...options, execute, gate });
  await answering.apollo.start();
  app.disable('x-powered-by');
  app.set('trust proxy', trusts(options.trustProxy));
  app.use(timeRequests(options.metrics));
  app.use(securityHeaders({ isHttps: options.publicUrl.startsWith('https:') }));
  addHealth(app, options);
  app.use([PATH, FILES], (request, _response, next) => whileAskedFrom(request.ip, next));
  app.use(
    [PATH, FILES],
    traceRequests,
    crossOrigin(options.publicUrl, options.isKnownOrigin),
    identify(options, callers),
  );
  app.use(
    PATH,
    withoutTags().use(
      noStore,
      withoutPageHeaders,
      packedAnswers,
      express.json({ limit: MAX_BYTES }),
      refuseDeepNesting,
      letProgramsGet,
      (_request, _response, next) => limitable(next),
      answerGraphql(answering, (request, response) => httpContext(options, request, response)),
    ),
  );
  for (const addRoutes of options.routes) addRoutes(app);
  if (options.webDist) app.use(webApp(options.webDist));
  app.use(answerUnknownPaths);
  app.use(answerErrors(options.logger));

  const socket = createSocket({
    ...options,
    execute,
    gate,
    server,
    path: PATH,
    contextOf: (...party) => newContext(options, ...party),
  });
  const ends = listenForEnds(options, (workspaceId) => {
    callers.forget(workspaceId);
    socket.recheck(workspaceId);
  });
  void ends.start();
  await listen(server, options);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    port,
    url: `http://${options.host}:${port}`,
    close: async ({ timeoutMs = 8_000, idleAfterMs } = {}) => {
      const ended = ending.end(timeoutMs, idleAfterMs);
      await socket.close();
      await ends.stop();
      await ended;
      await answering.apollo.stop();
    },
  };
}

/** A session or token that ends anywhere ends here at once; what was told while the listener was away is asked when it is back. */
function listenForEnds({ listenUrl, logger }: HttpOptions, onEnd: (workspaceId: Id | null) => void): PgListener {
  const trouble = repeatedWarning(
    logger,
    'cannot hear of sessions that end; open sockets are asked after every 30 seconds',
  );
  return new PgListener({
    url: listenUrl,
    channels: [ACCESS_CHANNEL],
    onNotification: (_channel, workspaceId) => onEnd(workspaceId),
    onConnect: () => onEnd(null),
    onError: (err) => trouble.tell(err),
  });
}

/** Finds out who asks. The web app's own files need no actor, so they are there even when the database is not. */
function identify({ logger, cookieSecure }: HttpOptions, callers: RecentCallers): express.RequestHandler {
  const trouble = repeatedWarning(logger, 'could not find out who asks');
  return async (request, response, next) => {
    response.locals.cookie = cookieOn(response, cookieSecure);
    const { origin } = response.locals;
    const carried = { ...credentialsOf(request), address: request.ip ?? null };
    // Cookies are those of our own pages; a page elsewhere shows a token.
    const credentials = origin === null ? carried : { ...carried, sessionToken: null };
    response.locals.credentials = credentials;
    response.locals.actor = await callers.of(credentials).catch((cause: unknown) => {
      trouble.tell(cause);
      throw new AppError('unavailable', 'The database does not answer. Try again in a moment.', {}, { cause });
    });
    // A program with a token that ended must not be taken for a stranger, who may ask for little and is told to sign in.
    if (credentials.bearerToken !== null && !response.locals.actor) return refuseToken(request, response);
    assertOrigin(origin, response.locals.actor);
    next();
  };
}

const BAD_TOKEN =
  'This token is not valid: it was revoked, it has expired, or it was not copied whole. Make another one under Settings → API access.';

function refuseToken(request: Request, response: Response): void {
  response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
  response.status(401).json(refusalBody(request, { code: 'unauthenticated', message: BAD_TOKEN }));
}

/** The actor of a request, for routes; null when nobody is signed in. */
export const actorOf = (response: Response): Actor | null => response.locals.actor ?? null;

/** Sets and clears the session cookie, for routes. */
export const sessionCookieOf = (response: Response): SessionCookie => response.locals.cookie;

function httpContext(options: HttpOptions, request: Request, response: Response): Context {
  const context = newContext(options, actorOf(response), response.locals.credentials, request);
  const { span } = response.locals;
  return { ...context, remoteAddress: request.ip ?? '', cookie: sessionCookieOf(response), span };
}

function newContext(
  options: HttpOptions,
  actor: Actor | null,
  credentials: Credentials,
  request: IncomingMessage,
): Context {
  return {
    actor,
    database: options.database,
    loaders: new Map(),
    remoteAddress: request.socket.remoteAddress ?? '',
    isGone: () => request.socket.destroyed,
    userAgent: request.headers['user-agent'] ?? null,
    sessionToken: actor?.viaToken ? null : credentials.sessionToken,
    cookie: null,
  };
}

/** Nobody stores these answers, so nobody asks whether they changed: Express need not hash each of them. */
function withoutTags(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  return app;
}

const noStore: express.RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/**
 * Answers to queries are some ten times smaller packed. Subscriptions run over the socket, and the one secret that an answer
 * holds (a new API token) is told once, so that no length can be compared with what an attacker sent along (BREACH).
 */
const packedAnswers: express.RequestHandler = (request, response, next) =>
  request.headers['accept-encoding'] === undefined ? next() : pack(request, response, next);
const pack = compression({ threshold: 1024 });

const refuseDeepNesting: express.RequestHandler = (request, response, next) => {
  const fault =
    nestingFault(request.body?.query) ?? nestingFault(request.query.query) ?? nestingFault(request.query.variables);
  if (fault) response.status(400).json(refusalBody(request, { code: 'invalid_input', message: fault.message }));
  else next();
};

/**
 * Apollo refuses a GET that a foreign page could send without asking first, since a cookie would go along. One that nobody's cookie speaks for
 * gives nothing away.
 */
const letProgramsGet: express.RequestHandler = (request, response, next) => {
  const { sessionToken, bearerToken } = response.locals.credentials;
  if (request.method === 'GET' && (bearerToken !== null || sessionToken === null))
    request.headers['apollo-require-preflight'] = 'true';
  next();
};

function cookieOn(response: Response, secure: boolean): SessionCookie {
  const attributes = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    set: (token, expires) => void response.cookie(SESSION_COOKIE, token, { ...attributes, expires }),
    clear: () => void response.clearCookie(SESSION_COOKIE, attributes),
  };
}

/**
 * /healthz says that the process lives; /readyz that it can do its work, and else what is missing. /metrics is here for those who show the token;
 * where there is none they are on a port of their own alone, since no address and no header says who may read them.
 */
function addHealth(app: Express, options: HttpOptions): void {
  const { metrics, metricsToken = null } = options;
  app.get('/healthz', noStore, (_request, response) => void response.json({ status: 'up' }));
  app.get('/readyz', noStore, async (_request, response) => {
    const readiness = await readinessOf({ ...options, api: options });
    response.status(readiness.status === 'ready' ? 200 : 503).json(readiness);
  });
  if (metricsToken !== null)
    app.get('/metrics', (request, response) => answerMetrics(metrics, metricsToken, request, response));
}

function listen(server: Server, { host, port }: HttpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { code } = error;
      if (code === 'EADDRINUSE') return reject(new Error(`Port ${port} is in use. Set PORT to another one.`));
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
        return reject(
          new Error(
            `HOST "${host}" is no address of this machine. Set it to one, such as 127.0.0.1, or 0.0.0.0 for all.`,
          ),
        );
      reject(error);
    });
    server.listen(port, host, resolve);
  });
}
