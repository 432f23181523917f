import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { StagesQuery } from './pipeline.graphql.ts';

export const pipelineRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'pipeline',
      component: lazyRouteComponent(() => withWords('pipeline', import('./pipeline-page.tsx')), 'PipelinePage'),
      ...askAhead((ask) => ask(StagesQuery, {})),
    }),
  ] as const;
