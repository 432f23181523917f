import {
  buildSchema,
  type ExecutionResult,
  execute,
  GraphQLError,
  GraphQLObjectType,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import sdl from '../../../shared/schema.graphql?raw';

// biome-ignore lint/suspicious/noExplicitAny: a test answers with plain objects, which the schema then checks
type Resolver = (args: any) => unknown;
export type Resolvers = { Query?: Record<string, Resolver>; Mutation?: Record<string, Resolver> };

export type Call = { name: string; variables: Record<string, unknown> };

type LiveSubscription = {
  id: string;
  query: string;
  variables: Record<string, unknown>;
  field: string;
  socket: MockSocket;
};

/**
 * The server, in memory: every request of the page is validated against the real schema and answered by the resolvers of
 * the test, so a query that the schema does not know fails here. Subscriptions speak the graphql-transport-ws protocol.
 */
export class MockApi {
  readonly calls: Call[] = [];
  readonly subscriptions: LiveSubscription[] = [];
  readonly sockets = new Set<MockSocket>();
  private readonly schema: GraphQLSchema;
  private isDown = false;
  /** When true, new sockets are refused and the page has to do without. */
  refuseSockets = false;

  constructor(resolvers: Resolvers) {
    this.schema = buildSchema(sdl);
    for (const [typeName, fields] of Object.entries(resolvers)) {
      const type = this.schema.getType(typeName);
      if (!(type instanceof GraphQLObjectType)) throw new Error(`The schema has no type ${typeName}.`);
      for (const [name, answer] of Object.entries(fields)) {
        const field = type.getFields()[name];
        if (!field) throw new Error(`The schema has no field ${typeName}.${name}.`);
        field.resolve = (_root, args) => answer(args);
      }
    }
  }

  /** Replaces one answer, for what happens next. */
  answer(typeName: 'Query' | 'Mutation', fieldName: string, resolver: Resolver): void {
    const type = this.schema.getType(typeName);
    const field = type instanceof GraphQLObjectType ? type.getFields()[fieldName] : undefined;
    if (!field) throw new Error(`The schema has no field ${typeName}.${fieldName}.`);
    field.resolve = (_root, args) => resolver(args);
  }

  /** From now on the network fails (`true`) or works again. */
  set down(isDown: boolean) {
    this.isDown = isDown;
  }

  callsOf(name: string): Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (this.isDown) throw new TypeError('Failed to fetch');
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.pathname !== '/graphql') return new Response('Not found', { status: 404 });
    const { query, variables, operationName } = JSON.parse(String(init?.body));
    const result = await this.run(query, variables ?? {}, operationName);
    return new Response(JSON.stringify(result), { headers: { 'content-type': 'application/json' } });
  };

  /** Sends one value to every live subscription of a field, through the schema. */
  async push(field: string, value: unknown): Promise<void> {
    for (const subscription of this.subscriptions.filter((one) => one.field === field)) {
      const result = await execute({
        schema: this.schema,
        document: parse(subscription.query),
        variableValues: subscription.variables,
        rootValue: { [field]: value },
      });
      subscription.socket.receive({ id: subscription.id, type: 'next', payload: result });
    }
  }

  subscribe(socket: MockSocket, id: string, query: string, variables: Record<string, unknown>): void {
    const document = parse(query);
    const problems = validate(this.schema, document);
    if (problems.length > 0) throw problems[0];
    const definition = document.definitions.find((one) => one.kind === 'OperationDefinition');
    const selection = definition?.kind === 'OperationDefinition' ? definition.selectionSet.selections[0] : undefined;
    const field = selection?.kind === 'Field' ? selection.name.value : '';
    this.subscriptions.push({ id, query, variables: { ...variables }, field, socket });
  }

  unsubscribe(socket: MockSocket, id?: string): void {
    const kept = this.subscriptions.filter((one) => one.socket !== socket || (id !== undefined && one.id !== id));
    this.subscriptions.splice(0, this.subscriptions.length, ...kept);
  }

  private async run(
    query: string,
    variables: Record<string, unknown>,
    operationName?: string,
  ): Promise<ExecutionResult> {
    const document = parse(query);
    const problems = validate(this.schema, document);
    if (problems.length > 0) return { errors: problems };
    this.calls.push({ name: operationName ?? '', variables });
    return execute({ schema: this.schema, document, variableValues: variables, operationName });
  }
}

/** An answer that fails the way the server fails. */
export const failure = (message: string, code = 'internal'): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** The browser's WebSocket as the socket client sees it, wired to a `MockApi`. */
export function mockSocketClass(api: MockApi): typeof WebSocket {
  class Socket extends MockSocket {
    constructor() {
      super(api);
    }
  }
  // biome-ignore lint/suspicious/noExplicitAny: only what the client uses is there
  return Socket as any;
}

class MockSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly OPEN = 1;
  readyState = 0;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;

  constructor(private readonly api: MockApi) {
    queueMicrotask(() => {
      if (api.refuseSockets) {
        this.drop(1006);
        return;
      }
      this.readyState = 1;
      api.sockets.add(this);
      this.onopen?.();
    });
  }

  send(text: string): void {
    const message = JSON.parse(text);
    if (message.type === 'connection_init') this.receive({ type: 'connection_ack' });
    if (message.type === 'ping') this.receive({ type: 'pong' });
    if (message.type === 'subscribe') {
      this.api.subscribe(this, message.id, message.payload.query, message.payload.variables ?? {});
    }
    if (message.type === 'complete') this.api.unsubscribe(this, message.id);
  }

  receive(message: object): void {
    queueMicrotask(() => this.onmessage?.({ data: JSON.stringify(message) }));
  }

  close(code = 1000): void {
    this.drop(code);
  }

  /** The connection breaks. */
  drop(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.api.sockets.delete(this);
    this.api.unsubscribe(this);
    this.onclose?.({ code, reason: '', wasClean: code === 1000 });
  }
}
