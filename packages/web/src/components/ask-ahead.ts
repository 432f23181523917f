import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useRouter } from '@tanstack/react-router';
import type { AnyVariables, OperationContext } from 'urql';

export type Ask = <TData, TVariables extends AnyVariables>(
  query: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  context?: Partial<OperationContext>,
) => void;

/** What the router hands to the routes. */
export type RouterContext = { ask: Ask };

type Place = { params: Record<string, string>; search: Record<string, unknown> };
// The routes of a feature fit below any parent, so that the router cannot know their context.
type Entered = { context: unknown; location: { search: object } };

/**
 * The options of a route whose queries start together with its code, when the address is entered or pointed at. The page asks
 * the same with `useQuery` and finds the request on its way or answered. A query that is not among the first thing loaded is
 * imported by `what`, beside the page's code.
 */
export const askAhead = (what: (ask: Ask, place: Place) => unknown) => ({
  loader: (entered: Entered): void => {
    const { context, location } = entered;
    // Were `params` named in the type of the argument, the router would take its type for that of the route's path.
    const { params } = entered as Entered & Pick<Place, 'params'>;
    if (hasAsk(context)) void what(context.ask, { params, search: { ...location.search } });
  },
  // What changes on a page that stays is asked for by the page.
  shouldReload: ({ cause }: { cause: string }): boolean => cause !== 'stay',
});

/** For pages whose filters change: the answer is on its way while the page is rendered for them. It asks the same as this, and so not again. */
export const useAsk = (): Ask => useRouter().options.context.ask;

const hasAsk = (context: unknown): context is RouterContext =>
  typeof context === 'object' && context !== null && 'ask' in context;
