import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, type Resolvers } from '../../testing/mock-api.ts';
import { pageOf } from '../../testing/page-samples.ts';
import { type RenderedApp, renderApp } from '../../testing/render-app.tsx';
import { sampleEvent } from '../../testing/run-samples.ts';
import { syncAnswers } from '../../testing/sync-answers.ts';

const open = (path: string, answers: Resolvers['Query'] = {}): RenderedApp =>
  renderApp(path, { Query: { ...syncAnswers, ...answers } });
const scrollTo = (y: number): void => {
  Object.defineProperty(window, 'scrollY', { value: y, configurable: true });
  act(() => window.dispatchEvent(new Event('scroll')));
};
const subscribed = (app: RenderedApp) =>
  waitFor(() => expect(app.api.subscriptions.some((one) => one.field === 'auditEventAdded')).toBe(true));

describe('the audit log', () => {
  it('R53, A17: shows who, what and why, with the way to both systems', async () => {
    open('/audit', {
      auditEvents: () => pageOf([sampleEvent(1, { status: 'ERROR', description: 'The company has no name.' })]),
    });
    const table = await screen.findByRole('table', { name: 'Audit log' });
    const row = within(table).getByText('Client 1').closest('tr') as HTMLElement;
    expect(within(row).getByText('Error')).toBeTruthy();
    expect(within(row).getByText('The company has no name.')).toBeTruthy();
    expect(within(row).getByRole('link', { name: 'Go to client' }).getAttribute('href')).toBe('/clients/l1');
    expect(within(row).getByRole('link', { name: /Open/ }).getAttribute('href')).toBe(
      'https://na.myconnectwise.net/company/1842',
    );
  });

  it('R61: asks with the filters of the URL, and writes those that are chosen into it', async () => {
    const { api, user, router } = open('/audit?direction=OUT&status=ERROR&runId=r9&nonsense=1');
    await screen.findByText('No entry matches these filters');
    expect(api.callsOf('AuditEvents')[0]?.variables.filter).toEqual({ direction: 'OUT', status: 'ERROR', runId: 'r9' });

    await user.type(screen.getByRole('searchbox'), 'harbor');
    await waitFor(() => expect(router.state.location.search).toMatchObject({ text: 'harbor', direction: 'OUT' }));
    await waitFor(() => expect(api.calls.at(-1)?.variables.filter).toMatchObject({ text: 'harbor' }));

    await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
    await waitFor(() => expect(router.state.location.search).toEqual({}));
  });

  it('shows new rows at once while the reader is at the top', async () => {
    const app = open('/audit', { auditEvents: () => pageOf([sampleEvent(1)]) });
    await screen.findByText('Client 1');
    await subscribed(app);
    expect(app.api.subscriptions[0]?.variables).toMatchObject({ after: 'live-1' });
    scrollTo(0);
    await app.api.push('auditEventAdded', sampleEvent(2));
    await screen.findByText('Client 2');
    const names = screen.getAllByText(/^Client \d/).map((one) => one.textContent);
    expect(names[0]).toContain('Client 2');
  });

  it('holds new rows behind a pill while the reader is further down, and lets them in on request', async () => {
    const app = open('/audit', { auditEvents: () => pageOf([sampleEvent(1)]) });
    await screen.findByText('Client 1');
    await subscribed(app);
    scrollTo(900);
    await app.api.push('auditEventAdded', sampleEvent(2));
    await app.api.push('auditEventAdded', sampleEvent(3));
    const pill = await screen.findByRole('button', { name: '2 new' });
    expect(screen.queryByText('Client 2')).toBeNull();
    await app.user.click(pill);
    expect(await screen.findByText('Client 2')).toBeTruthy();
    expect(screen.getByText('Client 3')).toBeTruthy();
    scrollTo(0);
  });

  it('buffers while paused and shows all on resume', async () => {
    const app = open('/audit', { auditEvents: () => pageOf([sampleEvent(1)]) });
    await screen.findByText('Client 1');
    await subscribed(app);
    scrollTo(0);
    await app.user.click(screen.getByRole('button', { name: 'Pause' }));
    await app.api.push('auditEventAdded', sampleEvent(2));
    await screen.findByRole('button', { name: '1 new' });
    expect(screen.queryByText('Client 2')).toBeNull();
    await app.user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByText('Client 2')).toBeTruthy();
  });

  it('loads older rows behind the cursor, each row once', async () => {
    const { user, api } = open('/audit', {
      auditEvents: (args: { after?: string }) =>
        args.after ? pageOf([sampleEvent(1), sampleEvent(0)]) : pageOf([sampleEvent(2), sampleEvent(1)], 'c1'),
    });
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('Client 0')).toBeTruthy();
    expect(screen.getAllByText('Client 1')).toHaveLength(1);
    expect(api.calls.at(-1)?.variables.after).toBe('c1');
  });

  it('opens an entry with what changed, before and after', async () => {
    const changes = [
      { field: 'addressLine1', label: 'Address line 1', from: null, to: '1200 Harbor Ave' },
      { field: 'types', label: 'Types', from: ['Client', 'Prospect'], to: ['Client', 'Vendor'] },
    ];
    const { user, router } = open('/audit', {
      auditEvents: () => pageOf([sampleEvent(1)]),
      auditEvent: () => sampleEvent(1, { changes, attempt: 3 }),
    });
    const row = (await screen.findByText('Client 1')).closest('tr') as HTMLElement;
    await user.click(within(row).getAllByRole('link')[0] as HTMLElement);
    const drawer = await screen.findByRole('dialog');
    const table = await within(drawer).findByRole('table', { name: 'Changes' });
    expect(within(table).getByText('Address line 1').closest('tr')?.textContent).toBe(
      'Address line 1empty1200 Harbor Ave',
    );
    expect(within(table).getByText('Types').closest('tr')?.textContent).toBe('Types− Prospect+ Vendor');
    expect(within(drawer).getByText('req-77')).toBeTruthy();
    expect(router.state.location.search).toMatchObject({ event: 'e1' });
  });

  it('R47: leads from a difference of taxes to the settings that mend it', async () => {
    open('/audit?event=e1', {
      auditEvents: () => pageOf([sampleEvent(1)]),
      auditEvent: () => sampleEvent(1, { operation: 'CHECK', status: 'INFO', code: 'tax_differs', changes: [] }),
    });
    const drawer = await screen.findByRole('dialog');
    const link = await within(drawer).findByRole('link', { name: 'Open the mapping of taxes' });
    expect(link.getAttribute('href')).toBe('/integrations/setup/mapping/taxes');
    expect(within(drawer).getByText('The taxes differ (tax_differs)')).toBeTruthy();
  });

  it('says what to do when the list cannot be loaded, and loads it then', async () => {
    const { api, user } = open('/audit', {
      auditEvents: () => failure('The database is busy. Try again in a moment.'),
    });
    expect(await screen.findByText('The database is busy. Try again in a moment.')).toBeTruthy();
    api.answer('Query', 'auditEvents', () => pageOf([sampleEvent(1)]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Client 1')).toBeTruthy();
  });

  it('tells an empty log from an empty search', async () => {
    open('/audit');
    expect(await screen.findByText('No sync activity yet')).toBeTruthy();
    expect(await screen.findByText(/Next run/)).toBeTruthy();
  });
});
