import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { BatchIterator } from '../graphql/closable-iterator.ts';
import type { Execute } from '../graphql/compiled-execution.ts';
import type { Actor } from '../graphql/context.ts';

/** What tells subscribers apart whose answers to the same event are the same. */
export interface Subscriber {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  query: string;
  variables: Record<string, unknown>;
  actor: Actor | null;
  /** Sends answers that are written out already; a promise where the next ones have to wait. */
  send?: (answers: readonly Buffer[]) => Promise<void> | undefined;
}

/** How long an answer is kept for subscribers that come to its event late, and for how many kinds of them. */
const KEPT_MS = 5_000;
const MAX_GROUPS = 8;
/** Answers that are sent together; behind them it is seen whether the subscriber is still there. */
const MAX_TOGETHER = 50;

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
  private readonly texts = new WeakMap<object, Buffer>();
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
    let rest: readonly unknown[] = [];
    const end = async (): Promise<IteratorResult<ExecutionResult>> => {
      await events.return?.();
      return { done: true, value: undefined };
    };
    const answers: AsyncIterableIterator<ExecutionResult> = {
      next: async () => {
        for (;;) {
          const batch = rest.length > 0 ? rest : await nextBatch(events);
          if (!batch) return { done: true, value: undefined };
          try {
            const yielded = await this.sendUntilFault(batch, args, group);
            rest = yielded.rest;
            if (yielded.answer) return { done: false, value: yielded.answer };
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

  /** Sends what can be sent as text, in order, up to the first answer that has to be yielded; what is behind that one is the rest. */
  private async sendUntilFault(
    batch: readonly unknown[],
    args: ExecutionArgs,
    group: Group | undefined,
  ): Promise<{ answer: ExecutionResult | null; rest: readonly unknown[] }> {
    let texts: Buffer[] = [];
    for (const [place, event] of batch.entries()) {
      const result = this.answer(event, args, group);
      const answer = result instanceof Promise ? await result : result;
      if (answer.errors || !group?.send) {
        if (texts.length > 0) await group?.send?.(texts);
        return { answer, rest: batch.slice(place + 1) };
      }
      texts.push(this.textOf(answer));
      if (texts.length < MAX_TOGETHER) continue;
      await group.send(texts);
      texts = [];
    }
    if (texts.length > 0) await group?.send?.(texts);
    return { answer: null, rest: [] };
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

  private textOf(answer: ExecutionResult): Buffer {
    const known = this.texts.get(answer);
    if (known !== undefined) return known;
    const text = Buffer.from(JSON.stringify(answer));
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

/** Together what has come together, where the stream can tell. */
async function nextBatch(events: AsyncIterator<unknown>): Promise<readonly unknown[] | null> {
  if (isInBatches(events)) return events.nextBatch();
  const event = await events.next();
  return event.done ? null : [event.value];
}

const isInBatches = (events: AsyncIterator<unknown>): events is BatchIterator<unknown> => 'nextBatch' in events;

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
