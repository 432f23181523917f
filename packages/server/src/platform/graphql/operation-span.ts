import type { OperationDefinitionNode } from 'graphql';
import type { SpanFacts } from '../tracing/span-facts.ts';

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
