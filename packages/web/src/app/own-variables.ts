import { type Exchange, mapExchange } from 'urql';

/**
 * What is sent is what the page means to send. Objects of an answer carry `__typename`, which the cache asks for everywhere; handed on as part of
 * an input they would be refused.
 */
export const ownVariablesExchange: Exchange = mapExchange({
  onOperation: (operation) =>
    operation.variables ? { ...operation, variables: withoutTypenames(operation.variables) } : operation,
});

function withoutTypenames<T>(value: T): T;
function withoutTypenames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypenames);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__typename')
      .map(([key, inner]) => [key, withoutTypenames(inner)]),
  );
}
