import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleConnection, sampleHealth } from '../../../testing/connection-samples.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { samplePreview, sampleRun } from '../../../testing/run-samples.ts';
import { sampleSettings, sampleSetupSteps } from '../../../testing/settings-samples.ts';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const path = '/integrations/setup/start';
const ready = {
  ...syncAnswers,
  setupSteps: () => sampleSetupSteps.map((one) => ({ ...one, state: 'DONE', note: null, problems: [] })),
};
const started = { ...sampleSettings, startedAt: '2026-11-23T09:00:00.000Z' };
const running = (change: object = {}) => ({
  ...ready,
  syncSettings: () => started,
  integrationHealth: () => ({ ...sampleHealth, currentRun: sampleRun, ...change }),
});

describe('the start', () => {
  it('sums up what was chosen, and starts by the preview that was looked at', async () => {
    const { user, api } = renderApp(path, {
      Query: ready,
      Mutation: { startSync: () => ({ run: sampleRun, problems: [] }) },
    });
    const chosen = await screen.findByRole('region', { name: 'What you chose' });
    expect(chosen.textContent).toContain('They belong to Tampa Office, Sales.');
    expect(chosen.textContent).toContain('Won becomes stage unchanged (1.Prospect when new), status Won.');
    expect(within(await screen.findByRole('region', { name: 'Preview' })).getByText('2,890')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save and start sync' }));
    await waitFor(() => expect(api.callsOf('StartSync')[0]?.variables).toEqual({ previewId: 'p1' }));
  });

  it('R48: lists everything that is missing at once, each with the way to its step', async () => {
    const problems = [
      { code: 'required', field: 'defaults.locationId', message: 'Choose a location.' },
      { code: 'required', field: 'defaults.departmentId', message: 'Choose a business unit.' },
    ];
    const setupSteps = () => [
      { step: 'SCOPE', state: 'NEEDS_WORK', note: null, problems },
      {
        step: 'MAPPING',
        state: 'NEEDS_WORK',
        note: null,
        problems: [{ code: 'unmapped', field: 'stageMap.2.remoteStatusId', message: 'Map the stage Lost.' }],
      },
    ];
    renderApp(path, { Query: { ...ready, setupSteps } });
    const alert = await screen.findByRole('alert');
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'Choose a location. What to sync',
      'Choose a business unit. What to sync',
      'Map the stage Lost. Mapping',
    ]);
    const button = await screen.findByRole('button', { name: 'Save and start sync' });
    expect(button.getAttribute('aria-description')).toBe('3 things are still missing.');
  });

  it.each([
    ['P1: wants a preview first', null, 'Create a preview first.'],
    ['wants a new preview once something changed', { changedSince: ['the pipeline'] }, /Something changed since/],
  ])('%s', async (_words, change, reason) => {
    const latestPreview = () => change && { ...samplePreview, ...change };
    renderApp(path, { Query: { ...ready, latestPreview } });
    const button = await screen.findByRole('button', { name: 'Save and start sync' });
    expect(button.getAttribute('aria-description')).toMatch(reason);
  });

  it('starts with only what is new from today, without a preview', async () => {
    const { user, api } = renderApp(path, {
      Query: { ...ready, latestPreview: () => null },
      Mutation: { startSync: () => ({ run: { id: 'r1', state: 'RUNNING' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('radio', { name: 'Only what is new from today' }));
    await user.click(screen.getByRole('button', { name: 'Save and start sync' }));
    await waitFor(() => expect(api.callsOf('StartSync')[0]?.variables).toEqual({ onlyNew: true }));
  });

  it('shows what the server refuses, with the step', async () => {
    const refused = { code: 'preview_stale', field: 'previewId', message: 'The pipeline changed.', step: 'PREVIEW' };
    const { user } = renderApp(path, {
      Query: ready,
      Mutation: { startSync: () => ({ run: null, problems: [refused] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Save and start sync' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The pipeline changed. Preview');
  });

  it('P11: shows the first sync as it goes, by which settings, and cancels it when asked twice', async () => {
    const { user, api } = renderApp(path, {
      Query: running(),
      Mutation: { cancelRun: () => ({ run: { ...sampleRun, state: 'CANCELLED' }, problems: [] }) },
    });
    expect(await screen.findByRole('heading', { name: 'First sync in progress' })).toBeTruthy();
    expect(screen.getByText('1,204 of 3,000')).toBeTruthy();
    expect(screen.getByText('Now at Harbor Dental Group')).toBeTruthy();
    expect(screen.getByText(/by the settings of revision 3/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel the sync' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel the sync' }));
    await waitFor(() => expect(api.callsOf('CancelRun')[0]?.variables).toEqual({ id: 'r1' }));
  });

  it('says why it is paused, and resumes', async () => {
    const connection = { ...sampleConnection, state: 'PAUSED', stateMessage: 'Moving offices' };
    const { user, api } = renderApp(path, {
      Query: running({ connection }),
      Mutation: { resumeConnection: () => ({ connection: sampleConnection, problems: [] }) },
    });
    expect(await screen.findByText(/Moving offices\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(api.callsOf('ResumeConnection')).toHaveLength(1));
  });

  it('tells what the first sync did, and what waits for a person', async () => {
    const lastRun = { ...sampleRun, state: 'DONE', finishedAt: '2026-11-23T09:00:12.000Z' };
    renderApp(path, { Query: running({ currentRun: null, lastRun, openIssues: 12 }) });
    const card = await screen.findByRole('region', { name: 'Start' });
    expect(card.textContent).toContain('The first sync looked at 1,211 records in 12 s: 1,107 created, 100 linked');
    expect(within(card).getByRole('link', { name: '12 need attention' }).getAttribute('href')).toBe('/issues');
  });

  it('offers to start again after a cancelled one', async () => {
    const integrationHealth = () => ({ ...sampleHealth, lastRun: { ...sampleRun, state: 'CANCELLED' } });
    renderApp(path, { Query: { ...ready, integrationHealth } });
    expect(await screen.findByText(/Starting again continues after/)).toBeTruthy();
    const button = await screen.findByRole('button', { name: 'Save and start sync' });
    expect(button.getAttribute('aria-disabled')).toBeNull();
  });

  it.each(['worker_never_started', 'worker_stopped', 'worker_silent'])(
    'says as the overview does that no worker is there (%s), and lets the sync be started all the same',
    async (code) => {
      const trouble = {
        ...{ code, tone: 'stopped', sentence: 'No worker has been started, so nothing is synced.', since: null },
        remedy: 'Start the program "worker" beside this one.',
      };
      const integrationHealth = () => ({ ...sampleHealth, troubles: [trouble] });
      const { user, api } = renderApp(path, {
        Query: { ...ready, integrationHealth },
        Mutation: { startSync: () => ({ run: sampleRun, problems: [] }) },
      });
      expect(await screen.findByText(trouble.sentence)).toBeTruthy();
      expect(screen.getByText(trouble.remedy)).toBeTruthy();
      const button = await screen.findByRole('button', { name: 'Save and start sync' });
      expect(button.getAttribute('aria-disabled')).toBeNull();
      await user.click(button);
      await waitFor(() => expect(api.callsOf('StartSync')).toHaveLength(1));
    },
  );

  it('says nothing of workers while one is there', async () => {
    const missing = {
      ...{ code: 'worker_missing', tone: 'attention', sentence: '1 worker is silent; others do the work.' },
      ...{ remedy: 'Restart it.', since: null },
    };
    renderApp(path, { Query: { ...ready, integrationHealth: () => ({ ...sampleHealth, troubles: [missing] }) } });
    await screen.findByRole('button', { name: 'Save and start sync' });
    expect(screen.queryByText(/worker/)).toBeNull();
  });

  it('tells a viewer why they cannot start', async () => {
    renderApp(path, { Query: ready }, 'VIEWER');
    const button = await screen.findByRole('button', { name: 'Save and start sync' });
    expect(button.getAttribute('aria-description')).toMatch(/Only administrators/);
  });
});
