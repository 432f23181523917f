import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** Tokens of a document, counted by the parser before anything else looks at it. */
export const MAX_TOKENS = 2_500;

/** Bytes of a request, over HTTP and of a message on the socket. */
export const MAX_BYTES = 512 * 1024;

const MAX_NESTING = 100;

/**
 * Why a document is not even parsed, or null. The parser calls itself for every opening bracket, so that deep nesting would end in a
 * stack overflow long before its own limit of tokens.
 */
export function nestingFault(source: unknown): GraphQLError | null {
  if (typeof source !== 'string') return null;
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const letter = source[at];
    if (letter === '{' || letter === '[' || letter === '(') depth += 1;
    else if (letter === '}' || letter === ']' || letter === ')') depth -= 1;
    if (depth > MAX_NESTING)
      return new GraphQLError(`The document nests more than ${MAX_NESTING} levels deep. Ask for less at once.`, {
        extensions: { code: 'invalid_input' },
      });
  }
  return null;
}

const reject = {
  // Thrown, the error would pass by the list of validation errors and end as an internal one.
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(refusal(error))],
};

const refusal = (error: GraphQLError): GraphQLError =>
  new GraphQLError(`${error.message.replace(/^Syntax Error: /, '')} Ask for less at once.`, {
    extensions: { code: 'invalid_input' },
  });

/** Rules against documents that cost too much; the same for HTTP and for the socket. */
export function limitRules(): ValidationRule[] {
  const { validationRules } = new ApolloArmor({
    maxDepth: { n: 12, ignoreIntrospection: true, ...reject },
    maxAliases: { n: 30, ...reject },
    maxDirectives: { n: 30, ...reject },
    // See cost.ts, which knows the variables and the sizes of lists.
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return validationRules;
}
