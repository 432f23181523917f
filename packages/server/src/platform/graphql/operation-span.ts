import type { OperationDefinitionNode } from 'graphql';
import type { SpanFacts } from '../tracing/span-facts.ts';
import type { OpenSpan } from '../tracing/tracing.ts';

/** How an operation stands in a trace: by its type and its name in the document, never by its variables. */
export function operationSpan({ operation, name }: OperationDefinitionNode): { name: string; facts: SpanFacts } {
  const called = name?.value;
  return {
    name: called === undefined ? operation : `${operation} ${called}`,
    facts: {
      'graphql.operation.type': operation,
      ...(called === undefined ? {} : { 'graphql.operation.name': called }),
    },
  };
}

/** Tells the span of a request what it asks. */
export function tellOperation(span: OpenSpan, operation: OperationDefinitionNode): void {
  const { name, facts } = operationSpan(operation);
  span.rename(name);
  span.tell(facts);
}
