import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

/** Where the link for a client leads, outside the sign-in. Its token stands behind the `#`, where no server sees it. */
export const sharedQuoteRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'quote',
      component: lazyRouteComponent(
        () => withWords('shared-quote', import('./shared-quote-page.tsx')),
        'SharedQuotePage',
      ),
    }),
  ] as const;
