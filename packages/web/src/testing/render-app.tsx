import { createMemoryHistory } from '@tanstack/react-router';
import { type RenderResult, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { onTestFinished, vi } from 'vitest';
import { createApiSession } from '../app/api-session.ts';
import { App } from '../app/app.tsx';
import { type AppRouter, createAppRouter } from '../app/router.tsx';
import { forgetLeftOut } from '../components/left-out-filters.ts';
import { MockApi, mockSocketClass, type Resolvers } from './mock-api.ts';

type Role = 'ADMIN' | 'SALES' | 'SUPPORT' | 'VIEWER';

export type RenderedApp = RenderResult & { api: MockApi; user: UserEvent; router: AppRouter };

/** Who asks, as the server answers it. */
export function viewerOf(role: Role): object {
  return {
    role,
    user: { id: 'u1', name: 'Ana Ruiz', email: 'ana@example.com', role },
    workspace: { id: 'w1', name: 'Northwind IT', currency: 'USD' },
    canEdit: role === 'ADMIN' || role === 'SALES',
    canRetry: role === 'ADMIN' || role === 'SUPPORT',
    canAdminister: role === 'ADMIN',
    viaToken: false,
    mustSetUpSecondFactor: false,
  };
}

/** Every record's form asks for these: no fields of the workspace's own, and not connected. The navigation asks for alerts, lists for how long they are kept. */
const nothingAdded = {
  myWorkspaces: () => [],
  customFields: () => [],
  syncedFields: () => [],
  alerts: () => ({ open: 0, items: [] }),
  retention: () => ({
    auditDays: 365,
    securityDays: 730,
    deliveriesDays: 30,
    alertsDays: 365,
    mailsDays: 90,
    runsDays: 30,
  }),
};

/** The whole app at an address, signed in with a role (`null`: signed out), over a server that answers with `resolvers`. */
export function renderApp(path: string, resolvers: Resolvers = {}, role: Role | null = 'ADMIN'): RenderedApp {
  const api = new MockApi({
    ...resolvers,
    Query: {
      viewer: () => (role ? viewerOf(role) : null),
      needsSetUp: () => false,
      offeredSignIns: () => [],
      ...nothingAdded,
      ...resolvers.Query,
    },
  });
  vi.stubGlobal('fetch', api.fetch);
  vi.stubGlobal('WebSocket', mockSocketClass(api));
  const session = createApiSession();
  onTestFinished(session.close);
  forgetLeftOut();
  const router = createAppRouter(session, createMemoryHistory({ initialEntries: [path] }));
  const view = render(<App router={router} session={session} />);
  return { ...view, api, router, user: userEvent.setup() };
}
