import type { IncomingMessage, Server } from 'node:http';
import type { BlockList, Socket } from 'node:net';
import { SpanKind } from '@opentelemetry/api';
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import addressOf from 'proxy-addr';
import { type WebSocket, WebSocketServer } from 'ws';
import { whileAskedFrom } from '../asked-from.ts';
import { type Admitted, admit, type Gate, MAX_ANSWER, refusalOf, tooLarge } from '../graphql/admission.ts';
import { QUERY_MS } from '../graphql/apollo.ts';
import { chosenOperation } from '../graphql/chosen-operation.ts';
import type { Execute } from '../graphql/compiled-execution.ts';
import type { Actor, Context } from '../graphql/context.ts';
import { errorFormatter } from '../graphql/format-error.ts';
import { limitRules, MAX_BYTES, MAX_TOKENS, nestingFault } from '../graphql/limits.ts';
import { operationSpan } from '../graphql/operation-span.ts';
import type { Id } from '../ids.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { repeatedWarning } from '../repeated-trouble.ts';
import { limitable, limitTime } from '../time-limit.ts';
import { causeOfOperation } from '../tracing/trace-parent.ts';
import { inTrace } from '../tracing/tracing.ts';
import { AddressLimit, type AddressLimits } from './address-limit.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import { foreignOrigin, type IsKnownOrigin, notAllowed } from './cross-origin.ts';
import { graphqlRefusal, type Refusal } from './error-answers.ts';
import { sendInPace } from './send-in-pace.ts';
import { SharedExecution } from './shared-execution.ts';
import { trusts } from './trust-proxy.ts';

export interface SocketOptions {
  server: Server;
  path: string;
  schema: GraphQLSchema;
  execute: Execute;
  logger: Logger;
  metrics: Metrics;
  publicUrl: string;
  gate: Gate;
  /** Proxies whose word on the caller's address counts. */
  trustProxy: BlockList;
  socketsPerAddress?: AddressLimits;
  authenticate(credentials: Credentials): Promise<Actor | null>;
  isKnownOrigin: IsKnownOrigin;
  contextOf(actor: Actor | null, credentials: Credentials, request: IncomingMessage): Context;
  operationTimeoutMs?: number;
  /** How often an open socket's session or token is asked after again. */
  recheckEveryMs?: number;
}

const RESTART = 1012;
const TRY_LATER = 1013;
const EXPIRED = 4401;
const FORBIDDEN = 4403;
const MAX_PER_SOCKET = 100;
/** Bytes that may wait for a reader; one that reads nothing is let go rather than fed from memory. */
const MAX_BUFFERED_BYTES = 2 * 1024 * 1024;
const END_OF_NEXT = Buffer.from('}');

interface Party {
  actor: Actor | null;
  credentials: Credentials;
  /** Of a page of another address. */
  origin: string | null;
}

type Held = Extra & { party?: Party };

export interface LiveSocket {
  /** Asks again who holds the open sockets of this workspace; null for all of them. */
  recheck(workspaceId: Id | null): void;
  /** Tells every client to come back later and ends their sockets. */
  close(): Promise<void>;
}

/** Subscriptions (and other operations) by graphql-ws on the API's own port, under the same limits as HTTP. */
export function createSocket(options: SocketOptions): LiveSocket {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BYTES, clientTracking: true });
  options.metrics.gauge('sockets', () => sockets.clients.size);
  const doors = new AddressLimit(options.socketsPerAddress);
  const known = new WeakSet<WebSocket>();
  const watches: Watches = new Set();
  const upgrade = async (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const refuse = (status: string, refusal: Refusal) => refuseUpgrade(socket, status, refusal);
    if (new URL(request.url ?? '/', 'http://host').pathname !== options.path)
      return refuse('404 Not Found', { code: 'not_found', message: `Sockets are opened at ${options.path}.` });
    const address = addressOf(request, trusts(options.trustProxy));
    if (doors.isFull(address)) {
      options.metrics.count('sockets_refused_total');
      return refuse('429 Too Many Requests', { code: 'rate_limited', message: doors.refusal });
    }
    const origin = foreignOrigin(request, options.publicUrl);
    // Nobody listens to the socket while the database is asked.
    const drop = () => socket.destroy();
    socket.on('error', drop);
    if (origin !== null && !(await options.isKnownOrigin(origin).catch(() => false)))
      return refuse('403 Forbidden', { code: 'forbidden', message: notAllowed(origin) });
    socket.off('error', drop);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      doors.enter(address, opened, () => known.has(opened));
      sockets.emit('connection', opened, request);
      // graphql-ws prints errors that a client causes, such as a message that is too long, to the console.
      opened.removeAllListeners('error').on('error', () => opened.terminate());
    });
  };
  options.server.on('upgrade', upgrade);
  const disposable = useServer<Record<string, unknown>, { party?: Party }>(
    serverOptions(options, known, watches),
    sockets,
    15_000,
  );
  return {
    recheck: (workspaceId) => {
      for (const watch of watches)
        if (workspaceId === null || watch.party.actor?.workspaceId === workspaceId) void watch.recheck();
    },
    close: async () => {
      options.server.off('upgrade', upgrade);
      for (const client of sockets.clients) client.close(RESTART, 'The server restarts. Connect again.');
      await Promise.race([allClosed(sockets), new Promise((resolve) => setTimeout(resolve, 1_000))]);
      for (const client of sockets.clients) client.terminate();
      await disposable.dispose();
    },
  };
}

function serverOptions(
  options: SocketOptions,
  known: WeakSet<WebSocket>,
  watches: Watches,
): ServerOptions<Record<string, unknown>, Held> {
  const format = errorFormatter(options.logger);
  const trouble = repeatedWarning(options.logger, 'could not find out who opens a socket');
  const rules = [...specifiedRules, ...limitRules()];
  const admitted = new WeakMap<object, Admitted>();
  const { execute } = options;
  const shared = new SharedExecution(execute);
  const causes = new WeakMap<object, unknown>();
  const traced = <T>({ document, operationName, contextValue }: ExecutionArgs, work: () => Promise<T>) => {
    const operation = getOperationAST(document, operationName);
    const start = operation ? operationSpan(operation) : { name: 'operation' };
    return inTrace({ ...start, parent: causes.get(Object(contextValue)), isNew: true, kind: SpanKind.SERVER }, work);
  };
  // Formatted here, where the trace is known.
  const told = <T extends Pick<ExecutionResult, 'errors'>>(result: T): T =>
    result.errors ? { ...result, errors: result.errors.map((error) => formatted(format, error)) } : result;
  const refused = (faults: readonly unknown[], parent: unknown) =>
    inTrace({ name: 'operation refused', parent, isNew: true, kind: SpanKind.SERVER }, async () =>
      faults.map((fault) => formatted(format, fault)),
    );
  const limitMs = options.operationTimeoutMs ?? QUERY_MS;
  const isProxy = trusts(options.trustProxy);
  return {
    connectionInitWaitTimeout: 5_000,
    // Each query, and nothing of a subscription, which lives long.
    execute: (args) => {
      const operation = getOperationAST(args.document, args.operationName);
      const work = async () => {
        if (operation?.operation === OperationTypeNode.QUERY) limitTime(limitMs);
        try {
          return told(await execute(args));
        } finally {
          admitted.get(Object(args.contextValue))?.endTurn();
        }
      };
      const { remoteAddress } = Object(args.contextValue);
      return whileAskedFrom(remoteAddress, () => traced(args, () => limitable(work)));
    },
    // The beginning of a stream alone: its events have causes of their own.
    subscribe: (args) =>
      traced(args, async () => {
        const stream = await shared.subscribe(args);
        return 'errors' in stream ? told(stream) : stream;
      }),
    onConnect: async ({ extra, connectionParams }) => {
      const origin = foreignOrigin(extra.request, options.publicUrl);
      const credentials = credentialsFrom(extra.request, connectionParams, {
        origin,
        address: addressOf(extra.request, isProxy),
      });
      const actor = await options.authenticate(credentials).catch((err: unknown) => {
        trouble.tell(err);
        extra.socket.close(TRY_LATER, 'The database does not answer. Connect again in a moment.');
        return undefined;
      });
      if (actor === undefined) return false;
      const isGiven = credentials.bearerToken !== null;
      if (isGiven && !actor) {
        extra.socket.close(EXPIRED, 'The token is not valid (any more).');
        return false;
      }
      if (origin !== null && !mayUse(origin, actor)) {
        extra.socket.close(FORBIDDEN, notAllowed(origin));
        return false;
      }
      if (!actor) {
        const hadSession = credentials.sessionToken !== null;
        extra.socket.close(EXPIRED, hadSession ? 'The session ended. Sign in again.' : 'Sign in, or send a token.');
        return false;
      }
      extra.party = { actor, credentials, origin };
      if (actor) known.add(extra.socket);
      watchExpiry(extra.socket, extra.party, options, watches);
      return true;
    },
    onSubscribe: async ({ extra, subscriptions, connectionParams }, id, payload) => {
      const party = extra.party;
      if (!party) return [new GraphQLError('Not connected.')];
      const cause = causeOfOperation(payload.extensions, connectionParams);
      if (Object.keys(subscriptions).length > MAX_PER_SOCKET)
        return refused([new GraphQLError(`A socket carries at most ${MAX_PER_SOCKET} operations at once.`)], cause);
      const fault = nestingFault(payload.query);
      if (fault) return refused([fault], cause);
      try {
        const document = parse(payload.query, { maxTokens: MAX_TOKENS });
        const faults = validate(options.schema, document, rules);
        if (faults.length > 0) return refused(faults, cause);
        const operation = chosenOperation(document, payload.operationName);
        const variables = payload.variables ?? {};
        const args = {
          schema: options.schema,
          document,
          operationName: payload.operationName ?? null,
          variableValues: variables,
          contextValue: options.contextOf(party.actor, party.credentials, extra.request),
        };
        causes.set(args.contextValue, cause);
        const come = await admit(
          { schema: options.schema, document, operation, variables },
          args.contextValue,
          options.gate,
        );
        // A stream tells its cost no more than once, and its rows are as large as they are.
        const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
        if (operation.operation !== OperationTypeNode.SUBSCRIPTION) admitted.set(args.contextValue, come);
        else
          shared.expect(args.contextValue, {
            document,
            operation,
            query: payload.query,
            variables,
            actor: party.actor,
            send: (answers) => {
              if (!(id in subscriptions)) return;
              letGoIfSlow(extra.socket, options.metrics);
              const messages = answers.map((answer) => Buffer.concat([head, answer, END_OF_NEXT]));
              return sendInPace(extra.socket, extra.request.socket, messages);
            },
          });
        return args;
      } catch (error) {
        return refused([error instanceof GraphQLError ? error : refusalOf(error)], cause);
      }
    },
    onError: (_context, _id, _payload, errors) => errors.map((error) => formatted(format, error)),
    onNext: ({ extra }, _id, _payload, args, result) => {
      letGoIfSlow(extra.socket, options.metrics);
      const answer = told(result);
      const come = admitted.get(Object(args.contextValue));
      if (!come) return answer;
      const { length } = JSON.stringify(answer);
      if (length > MAX_ANSWER) return { errors: [formatted(format, tooLarge(length))] };
      return { ...answer, extensions: { ...answer.extensions, cost: come.cost } };
    },
  };
}

function letGoIfSlow(socket: WebSocket, metrics: Metrics): void {
  if (socket.bufferedAmount <= MAX_BUFFERED_BYTES || socket.readyState !== socket.OPEN) return;
  metrics.count('sockets_too_slow_total');
  socket.close(4408, 'This client reads too slowly. Connect again and continue behind the last cursor.');
  setTimeout(() => socket.terminate(), 2_000).unref();
}

const formattedAlready = new WeakSet<GraphQLError>();

/** Formatting logs, so each error passes once. */
function formatted(format: ReturnType<typeof errorFormatter>, error: unknown): GraphQLError {
  if (error instanceof GraphQLError && formattedAlready.has(error)) return error;
  const { message, extensions, path } = format(error);
  const plain = new GraphQLError(message, { extensions, path });
  formattedAlready.add(plain);
  return plain;
}

/** The cookie of the upgrade request, or a token in the first message; never the address, which ends up in logs. */
function credentialsFrom(
  request: IncomingMessage,
  params: Readonly<Record<string, unknown>> | undefined,
  { origin, address }: { origin: string | null; address: string },
): Credentials {
  const { sessionToken, bearerToken } = credentialsOf(request);
  // Cookies are those of our own pages; a page elsewhere shows a token.
  const fromRequest = { sessionToken: origin === null ? sessionToken : null, bearerToken, address };
  const token = params?.token;
  return typeof token === 'string' && token !== ''
    ? { ...fromRequest, bearerToken: token.replace(/^bearer +/i, '') }
    : fromRequest;
}

/** Pages of other addresses bring a token whose workspace lets them. */
const mayUse = (origin: string, actor: Actor | null): boolean => actor?.allowedOrigins?.includes(origin) ?? false;

/** Open sockets of somebody, and how to ask again who holds them. */
type Watches = Set<{ party: Party; recheck: () => Promise<void> }>;

/** A socket may outlive the session that opened it, so it is asked after again and closed at the end. */
function watchExpiry(socket: WebSocket, party: Party, options: SocketOptions, watches: Watches): void {
  // A page that was left while it connected has closed its socket already: nothing would ever clear the timers.
  if (!party.actor || socket.readyState !== socket.OPEN) return;
  const end = (reason: string) => socket.close(EXPIRED, reason);
  const over =
    party.credentials.bearerToken === null
      ? 'The session ended. Sign in again.'
      : 'The token was revoked or has expired. Use another one.';
  const recheck = async () => {
    const actor = await options.authenticate(party.credentials).catch(() => party.actor);
    if (!actor) return end(over);
    // Streams that run would go on as if nothing were asked.
    if (actor.mustEnrol && !party.actor?.mustEnrol) return end('A second factor is demanded. Set yours up.');
    if (party.origin !== null && !mayUse(party.origin, actor)) return socket.close(FORBIDDEN, notAllowed(party.origin));
    party.actor = actor;
  };
  const watch = { party, recheck };
  watches.add(watch);
  const timer = setInterval(recheck, options.recheckEveryMs ?? 30_000);
  const leftMs = party.actor.expiresAt ? party.actor.expiresAt.getTime() - Date.now() : null;
  const MAX_TIMER_MS = 2 ** 31 - 1;
  const expiry = leftMs === null || leftMs > MAX_TIMER_MS ? null : setTimeout(end, leftMs, over);
  socket.on('close', () => {
    clearInterval(timer);
    watches.delete(watch);
    if (expiry) clearTimeout(expiry);
  });
}

const allClosed = (sockets: WebSocketServer): Promise<unknown> =>
  Promise.all([...sockets.clients].map((client) => new Promise((resolve) => client.once('close', resolve))));

/** In the form of every other refusal at this path. */
function refuseUpgrade(socket: Socket, status: string, refusal: Refusal): void {
  const body = JSON.stringify(graphqlRefusal(refusal));
  const head = [
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}
