import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { sampleDriftTask, sampleTaxTask } from '../testing/settings-samples.ts';
import { syncAnswers } from '../testing/sync-answers.ts';

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

  it('leaves a changed tax rate as it is when told, and leads to the taxes', async () => {
    const { user, api, router } = renderApp('/overview', {
      Query: { ...syncAnswers, driftTasks: () => [sampleDriftTask, sampleTaxTask] },
      Mutation: { acceptDriftTask: () => ({ tasks: [], problems: [] }) },
    });
    expect(await screen.findByText('2 things changed in ConnectWise')).toBeTruthy();
    expect(screen.getByText(/Records that need it wait until another one is chosen/)).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /Leave as it is/ })).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: /Leave as it is: Tax code Georgia/ }));
    await waitFor(() => expect(api.callsOf('AcceptDrift')[0]?.variables).toEqual({ key: sampleTaxTask.key }));
    await user.click(screen.getByRole('link', { name: 'Open the mapping of taxes' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/integrations/setup/mapping/taxes'));
  });

  it('tells a viewer why a task cannot be left as it is', async () => {
    renderApp('/overview', { Query: { ...syncAnswers, driftTasks: () => [sampleTaxTask] } }, 'VIEWER');
    const button = await screen.findByRole('button', { name: /Leave as it is/ });
    expect(button.getAttribute('aria-description')).toContain('Only administrators can change this');
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
