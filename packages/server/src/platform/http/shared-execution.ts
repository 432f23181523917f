import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Execute } from '../graphql/compiled-execution.ts';
import type { Actor } from '../graphql/context.ts';

/** What tells subscribers apart whose answers to the same event are the same. */
export interface Subscriber {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  query: string;
  variables: Record<string, unknown>;
  actor: Actor | null;
  /** Sends an answer that is written out already; a promise where the next one has to wait. */
  send?: (answer: string) => Promise<void> | undefined;
}

/** How long an answer is kept for subscribers that come to its event late, and for how many kinds of them. */
const KEPT_MS = 5_000;
const MAX_GROUPS = 8;

type Result = Promise<ExecutionResult> | ExecutionResult;

interface Group {
  key: string;
  send: Subscriber['send'];
}

/**
 * Subscriptions whose events are answered once for each distinct query, values and rights, however many subscribers there are: a stream hands all
 * of them the same event, and what one of them was answered is what the others get.
 */
export class SharedExecution {
  private readonly groups = new WeakMap<object, Group>();
  private readonly texts = new WeakMap<object, string>();
  private readonly answers = new WeakMap<object, Map<string, Result>>();

  constructor(private readonly execute: Execute) {}

  /** Tells who subscribes with this context, before `subscribe`. */
  expect(context: object, { document, operation, query, variables, actor, send }: Subscriber): void {
    const place = placeVariable(document, operation);
    const values = Object.entries(variables).filter(([name]) => name !== place);
    const rights = [actor?.workspaceId, actor?.role, actor?.scopes ?? null, actor?.viaToken ?? null, actor?.mustEnrol];
    const key = JSON.stringify([query, operation.name?.value ?? null, values, rights]);
    this.groups.set(context, { key, send });
  }

  /**
   * As GraphQL's own `subscribe`, but that an answer without errors, where the subscriber can be sent text, is sent from here and not yielded: it is
   * written out once for all who get it.
   */
  async subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const stream = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in stream)) return stream;
    const events = stream[Symbol.asyncIterator]();
    const group = this.groups.get(Object(args.contextValue));
    const end = async (): Promise<IteratorResult<ExecutionResult>> => {
      await events.return?.();
      return { done: true, value: undefined };
    };
    const answers: AsyncIterableIterator<ExecutionResult> = {
      next: async () => {
        for (;;) {
          const event = await events.next();
          if (event.done) return { done: true, value: undefined };
          try {
            const answer = await this.answer(event.value, args, group);
            if (answer.errors || !group?.send) return { done: false, value: answer };
            const sent = group.send(this.textOf(answer));
            if (sent) await sent;
          } catch (error) {
            await end();
            throw error;
          }
        }
      },
      return: end,
      throw: async (error) => {
        await end();
        throw error;
      },
      [Symbol.asyncIterator]: () => answers,
    };
    return answers;
  }

  private answer(event: unknown, args: ExecutionArgs, group: Group | undefined): Result {
    const answer = () => this.execute({ ...args, rootValue: event });
    const root = streamed(event);
    if (group === undefined || root === null) return answer();
    const known = this.answersOf(root);
    const same = known.get(group.key);
    if (same !== undefined || known.size >= MAX_GROUPS) return same ?? answer();
    const first = answer();
    known.set(group.key, first);
    return first;
  }

  private textOf(answer: ExecutionResult): string {
    const known = this.texts.get(answer);
    if (known !== undefined) return known;
    const text = JSON.stringify(answer);
    this.texts.set(answer, text);
    return text;
  }

  private answersOf(event: object): Map<string, Result> {
    const known = this.answers.get(event);
    if (known) return known;
    const fresh = new Map<string, Result>();
    this.answers.set(event, fresh);
    setTimeout(() => this.answers.delete(event), KEPT_MS).unref();
    return fresh;
  }
}

const streamed = (event: unknown): object | null => (typeof event === 'object' ? event : null);

/**
 * The variable that says where a subscriber begins (`after` of the field), which says nothing of the answer to an event; null when it is used for
 * something else as well.
 */
function placeVariable(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string | null {
  const [field] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD) return null;
  const value = field.arguments?.find((argument) => argument.name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  let uses = 0;
  visit(document, {
    [Kind.VARIABLE]: ({ name }) => {
      if (name.value === value.name.value) uses++;
    },
  });
  // Its definition and this one.
  return uses === 2 ? value.name.value : null;
}
