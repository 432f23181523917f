import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../../testing/mock-api.ts';
import { pageOf } from '../../../testing/page-samples.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { samplePreview, samplePreviewRecords } from '../../../testing/run-samples.ts';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const path = '/integrations/setup/preview';
const preview = (change: object) => ({ ...syncAnswers, latestPreview: () => ({ ...samplePreview, ...change }) });

describe('the preview', () => {
  it('P1: is made from an empty page, and shows how far it is', async () => {
    let latest: object | null = null;
    const { user, api } = renderApp(path, {
      Query: { ...syncAnswers, latestPreview: () => latest },
      Mutation: {
        startPreview: () => {
          latest = { ...samplePreview, state: 'RUNNING', finishedAt: null };
          return { preview: latest, problems: [] };
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Create preview' }));
    expect(await screen.findByText(/9,012 records looked at so far/)).toBeTruthy();
    expect(api.callsOf('StartPreview')).toHaveLength(1);
  });

  it('counts by record type, and leads from a count to its records', async () => {
    const { user, router, api } = renderApp(path, { Query: syncAnswers });
    const table = await screen.findByRole('table', { name: 'What the first sync would do' });
    const clients = within(table).getByRole('row', { name: /Clients/ });
    expect(clients.textContent).toContain('2,890');
    await user.click(within(clients).getByRole('link', { name: '8 Clients: Need a person' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ entity: 'COMPANY', operation: 'NEEDS_PERSON' }));
    await waitFor(() =>
      expect(api.callsOf('PreviewRecords').at(-1)?.variables).toMatchObject({
        previewId: 'p1',
        entity: 'COMPANY',
        operation: 'NEEDS_PERSON',
      }),
    );
  });

  it('opens a record with what it would hold, field by field', async () => {
    const { user } = renderApp(path, { Query: syncAnswers });
    const list = await screen.findByRole('table', { name: 'records' });
    await user.click(within(list).getByRole('link', { name: 'Harbor Dental Group' }));
    const drawer = await screen.findByRole('dialog');
    expect(drawer.textContent).toContain('Would be linked');
    expect(within(drawer).getByRole('table', { name: 'Changes' }).textContent).toContain('813 555 0100');
    expect(within(drawer).getByRole('link', { name: 'Open it in the CRM' }).getAttribute('href')).toBe('/clients/l1');
  });

  it('searches its records', async () => {
    const { user, api } = renderApp(path, { Query: syncAnswers });
    await user.type(await screen.findByRole('searchbox', { name: 'Search records' }), 'alder{Enter}');
    await waitFor(() => expect(api.callsOf('PreviewRecords').at(-1)?.variables.search).toBe('alder'));
  });

  it('says what has changed since, and offers a new one instead of the start', async () => {
    renderApp(path, { Query: preview({ changedSince: ['the settings (revision 3 then, 4 now)', 'the pipeline'] }) });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('the settings (revision 3 then, 4 now); the pipeline');
    expect(within(alert).getByRole('button', { name: 'Create new preview' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Continue to start' })).toBeNull();
  });

  it('says why it failed', async () => {
    renderApp(path, { Query: preview({ state: 'FAILED', error: 'ConnectWise refused the keys' }) });
    expect((await screen.findByRole('alert')).textContent).toContain(
      'ConnectWise refused the keys. Nothing was written.',
    );
  });

  it('P11: is cancelled by a button while it is made, and a new one can be made at once', async () => {
    let latest: object = { ...samplePreview, state: 'RUNNING', finishedAt: null };
    const { user, api } = renderApp(path, {
      Query: { ...syncAnswers, latestPreview: () => latest },
      Mutation: {
        cancelPreview: () => {
          latest = { ...samplePreview, state: 'CANCELLED', cancelledBy: 'Ana Ruiz' };
          return { preview: latest, problems: [] };
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Cancel preview' }));
    expect(await screen.findByText('The preview was cancelled')).toBeTruthy();
    expect(screen.getByText(/Ana Ruiz ended it/)).toBeTruthy();
    expect(api.callsOf('CancelPreview')[0]?.variables).toEqual({ id: 'p1' });
    expect(screen.getByRole('button', { name: 'Create preview' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Continue to start' })).toBeNull();
  });

  it('says so when it was over before it could be cancelled', async () => {
    const { user } = renderApp(path, {
      Query: preview({ state: 'RUNNING', finishedAt: null }),
      Mutation: {
        cancelPreview: () => ({
          preview: null,
          problems: [{ code: 'not_running', field: 'id', message: 'This preview is over already.' }],
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Cancel preview' }));
    expect(await screen.findByText('This preview is over already.')).toBeTruthy();
  });

  it('tells support staff why they cannot cancel one', async () => {
    renderApp(path, { Query: preview({ state: 'RUNNING', finishedAt: null }) }, 'SUPPORT');
    const button = await screen.findByRole('button', { name: 'Cancel preview' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('aria-description')).toMatch(/Only administrators/);
  });

  it('follows the server without being asked', async () => {
    const { api } = renderApp(path, { Query: preview({ state: 'RUNNING', finishedAt: null }) });
    await screen.findByText(/records looked at so far/);
    await waitFor(() => expect(api.subscriptions.some((one) => one.field === 'latestPreviewChanged')).toBe(true));
    await api.push('latestPreviewChanged', samplePreview);
    expect(await screen.findByRole('table', { name: 'records' })).toBeTruthy();
  });

  it('tells when nothing matches, and when it cannot be loaded', async () => {
    renderApp(`${path}?text=zzz`, { Query: { ...syncAnswers, previewRecords: () => pageOf([]) } });
    expect(await screen.findByText('No records match')).toBeTruthy();
    expect(samplePreviewRecords).toHaveLength(2);
  });

  it('tells when it cannot be loaded', async () => {
    renderApp(path, { Query: { ...syncAnswers, latestPreview: () => failure('The database is busy.') } });
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
  });

  it('tells support staff why they cannot make one', async () => {
    renderApp(path, { Query: syncAnswers }, 'SUPPORT');
    const button = await screen.findByRole('button', { name: 'Create new preview' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('aria-description')).toMatch(/Only administrators/);
  });
});
