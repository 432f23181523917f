import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { sampleDriftTask, syncAnswers } from '../testing/sync-samples.ts';

const drifted = { ...syncAnswers, driftTasks: () => [sampleDriftTask] };

describe('the notice of options that are gone', () => {
  it('stands on the overview, with what it concerns and the way to mend it', async () => {
    const { user, router } = renderApp('/overview', { Query: drifted });
    expect(await screen.findByText('An option is to be replaced')).toBeTruthy();
    expect(screen.getByText(/used by Quoted. 4 open opportunities are concerned/)).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Open mapping' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/integrations/setup/mapping'));
    expect(await screen.findByText('An option is to be replaced')).toBeTruthy();
  });

  it('keeps out of steps that it does not concern', async () => {
    renderApp('/integrations/setup/scope', { Query: drifted });
    expect(await screen.findByRole('region', { name: 'Defaults' })).toBeTruthy();
    expect(screen.queryByText('An option is to be replaced')).toBeNull();
  });

  it('is not there while nothing is gone; the lists say when they were read', async () => {
    renderApp('/integrations/setup/scope', { Query: syncAnswers });
    expect((await screen.findByText(/^read/)).textContent).toBe('read 3 hr ago');
    expect(screen.queryByText('An option is to be replaced')).toBeNull();
  });
});
