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
    expect(within(row).getByRole('link', { name: /^1842/ }).getAttribute('href')).toBe(
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
    expect(api.callsOf('AuditEvents').at(-1)?.variables.after).toBe('c1');
  });

  it('opens an entry with what changed, before and after', async () => {
    const rule = {
      text: 'Goes both ways. Where both sides changed it, the value of the CRM stands.',
      setting: 'Directions of fields',
      settingPath: '/integrations/setup/scope#directions',
      settingsRevision: 7,
    };
    const changes = [
      { field: 'addressLine1', label: 'Address line 1', from: null, to: '1200 Harbor Ave', rule },
      { field: 'city', label: 'City', from: 'Tampa', to: 'Miami', rule },
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
    // Once for both fields, with the setting that says so and the revision that was in force.
    const said = within(table).getByText(/^Goes both ways\./);
    expect(said.textContent).toBe(`${rule.text} Directions of fields, revision 7 of the settings.`);
    expect(within(said).getByRole('link').getAttribute('href')).toBe(rule.settingPath);
    expect(within(table).getByText('Types').closest('tr')?.textContent).toBe('Types− Prospect+ Vendor');
    expect(within(drawer).getByText('req-77')).toBeTruthy();
    expect(within(drawer).getByText('4bf92f3577b34da6a3ce929d0e0e4736')).toBeTruthy();
    await user.click(within(drawer).getByRole('button', { name: 'Copy trace' }));
    expect(await navigator.clipboard.readText()).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(router.state.location.search).toMatchObject({ event: 'e1' });
  });

  it('shows what was asked of ConnectWise and what came back, folded away, with a way to copy it', async () => {
    const exchange = {
      at: '2026-11-23T09:14:05.000Z',
      method: 'POST',
      path: '/company/companies',
      status: 400,
      durationMs: 31,
      requestId: 'cw-9',
      request: '{"name":"Harbor"}',
      answer: '{"code":"InvalidObject"}',
      failure: null,
    };
    const lost = { ...exchange, status: null, requestId: null, answer: null, failure: 'The connection was reset.' };
    const { user } = open('/audit?event=e1', {
      auditEvents: () => pageOf([sampleEvent(1)]),
      auditEvent: () => sampleEvent(1, { exchanges: [exchange, lost] }),
    });
    const part = await screen.findByRole('region', { name: 'Requests to ConnectWise' });
    const [first, second] = within(part).getAllByRole('button', { name: /^POST/ });
    expect(first?.textContent).toBe('POST/company/companies40031 ms');
    expect(second?.textContent).toBe('POST/company/companiesno answer31 ms');
    expect(first?.getAttribute('aria-expanded')).toBe('false');
    await user.click(first as HTMLElement);
    expect(within(part).getAllByLabelText('Answer')[0]?.textContent).toBe('{\n  "code": "InvalidObject"\n}');
    await user.click(within(part).getAllByRole('button', { name: 'Copy request' })[0] as HTMLElement);
    expect(await navigator.clipboard.readText()).toBe('{\n  "name": "Harbor"\n}');
    expect(within(part).getByText('No answer came: The connection was reset.')).toBeTruthy();
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

  it('keeps the rows of the filters before when those of new ones cannot be loaded, and says so', async () => {
    const { api, user } = open('/audit', { auditEvents: () => pageOf([sampleEvent(1)]) });
    await screen.findByText('Client 1');
    api.answer('Query', 'auditEvents', () => failure('The database is busy. Try again in a moment.'));
    await user.type(screen.getByRole('searchbox'), 'harbor');
    expect(await screen.findByText('These entries are those of the filters before')).toBeTruthy();
    expect(screen.getByText('Client 1')).toBeTruthy();
    api.answer('Query', 'auditEvents', () => pageOf([sampleEvent(2)]));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Client 2')).toBeTruthy();
    expect(screen.queryByText('Client 1')).toBeNull();
  });

  it('narrows by several kinds, causes and people at once, and tells how many match', async () => {
    const { api, user, router } = open('/audit?entity=CONTACT&codes=["excluded"]', {
      auditEvents: () => ({ ...pageOf([sampleEvent(1)]), totalCount: 1234, totalCountKind: 'EXACT' }),
      syncStatistics: () => ({
        series: [
          { code: 'excluded', total: 3 },
          { code: 'missing_name', total: 1 },
        ],
      }),
      users: () => [{ id: 'u1', name: 'Ana Ruiz' }],
    });
    expect(await screen.findByText('1,234 entries')).toBeTruthy();
    expect(api.callsOf('AuditEvents')[0]?.variables.filter).toEqual({ entity: 'CONTACT', codes: ['excluded'] });
    await user.click(screen.getByRole('combobox', { name: 'Record type' }));
    await user.click(await screen.findByRole('option', { name: 'Clients' }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ entities: ['COMPANY', 'CONTACT'] }));
    await user.click(screen.getByRole('combobox', { name: 'By whom' }));
    await user.click(await screen.findByRole('option', { name: 'Ana Ruiz' }));
    await waitFor(() =>
      expect(api.callsOf('AuditEvents').at(-1)?.variables.filter).toEqual({
        entities: ['COMPANY', 'CONTACT'],
        codes: ['excluded'],
        actors: ['Ana Ruiz'],
      }),
    );
  });

  it('draws how many entries there were over the time, by status; a bar narrows the time and a status the list', async () => {
    const hours = [8, 9, 10].map((hour) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`);
    const syncStatistics = () => ({
      buckets: hours,
      series: [
        { status: 'SUCCESS', counts: [5, 0, 2], total: 7 },
        { status: 'ERROR', counts: [1, 0, 0], total: 1 },
      ],
    });
    const { api, user, router } = open(
      '/audit?entity=COMPANY&statuses=["ERROR"]&from=2026-11-23T08:00:00.000Z&to=2026-11-23T10:59:59.999Z',
      { auditEvents: () => pageOf([sampleEvent(1)]), syncStatistics },
    );
    const chart = await screen.findByRole('list', { name: 'Entries over time' });
    // What is counted beside a status is not narrowed by it.
    expect(api.callsOf('AuditHistogram')[0]?.variables).toMatchObject({
      from: '2026-11-23T08:00:00.000Z',
      to: '2026-11-23T10:59:59.999Z',
      filter: { entities: ['COMPANY'] },
    });
    const error = screen.getByRole('button', { name: /^Error\s*1$/ });
    expect(error.getAttribute('aria-pressed')).toBe('true');
    const success = screen.getByRole('button', { name: /^Success\s*7$/ });
    expect(success.getAttribute('aria-pressed')).toBe('false');
    const bars = within(chart).getAllByRole('button');
    expect(bars[0]?.getAttribute('aria-label')).toMatch(/: Error 1$/);
    await user.click(success);
    await waitFor(() => expect(router.state.location.search).toMatchObject({ statuses: ['ERROR', 'SUCCESS'] }));
    await user.click(within(chart).getAllByRole('button')[0] as HTMLElement);
    await waitFor(() => expect(router.state.location.search).toMatchObject({ from: '2026-11-23T08:00:00.000Z' }));
    expect(String(Object.entries(router.state.location.search).find(([name]) => name === 'to')?.[1])).toMatch(
      /^2026-11-23T08:\d\d:59\.999Z$/,
    );
  });

  it('takes several bars by a drag and by the keyboard, and says where nothing can be counted', async () => {
    const buckets = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z', '2026-11-23T10:00:00.000Z'];
    const syncStatistics = () => ({ buckets, series: [{ status: 'SUCCESS', counts: [1, 2, 3], total: 6 }] });
    const answers = { auditEvents: () => pageOf([sampleEvent(1)]), syncStatistics };
    const whole = { from: buckets[0], to: '2026-11-23T10:59:59.999Z' };
    const opened = async () => {
      const app = open('/audit?from=2026-11-20T08:00:00.000Z&to=2026-11-23T11:00:00.000Z', answers);
      const chart = await screen.findByRole('list', { name: 'Entries over time' });
      const [first, ...others] = within(chart).getAllByRole('button');
      const last = others.at(-1);
      if (!first || !last) throw new Error('There are several bars.');
      return { ...app, first, last };
    };
    const dragged = await opened();
    await dragged.user.pointer([
      { keys: '[MouseLeft>]', target: dragged.first },
      { target: dragged.last },
      { keys: '[/MouseLeft]', target: dragged.last },
    ]);
    await waitFor(() => expect(dragged.router.state.location.search).toMatchObject(whole));
    dragged.unmount();
    const typed = await opened();
    act(() => typed.first.focus());
    await typed.user.keyboard('{Shift>}{End}{/Shift}{Enter}');
    await waitFor(() => expect(typed.router.state.location.search).toMatchObject(whole));
    typed.unmount();
    open('/audit?text=harbor', answers);
    expect(await screen.findByText(/^No chart: entries are not counted by text/)).toBeTruthy();
  });

  it('shows the columns that one chooses, and says "Skipped" once', async () => {
    const { user, router } = open('/audit', {
      auditEvents: () => pageOf([sampleEvent(1, { operation: 'SKIP', status: 'SKIPPED', actor: 'Ana Ruiz' })]),
    });
    const table = await screen.findByRole('table', { name: 'Audit log' });
    expect(within(table).getAllByText('Skipped')).toHaveLength(1);
    expect(within(table).queryByText('Ana Ruiz')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(await screen.findByRole('checkbox', { name: 'By whom' }));
    expect(await within(table).findByText('Ana Ruiz')).toBeTruthy();
    expect(router.state.location.search).toMatchObject({ columns: expect.arrayContaining(['actor', 'at']) });
    localStorage.clear();
  });

  it('keeps its filters as a view, and opens one', async () => {
    const view = { id: 'v1', name: 'Errors', search: '{"statuses":["ERROR"]}', isShared: true, isMine: false };
    const { api, user, router } = renderApp('/audit?statuses=["SKIPPED"]', {
      Query: { ...syncAnswers, savedViews: () => [{ ...view, ownerName: 'Ana Ruiz' }] },
      Mutation: { saveView: () => ({ view: { id: 'v2', name: 'Mine' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Mine');
    await user.click(screen.getByRole('button', { name: 'Save view' }));
    await waitFor(() =>
      expect(api.callsOf('SaveView')[0]?.variables.input).toEqual({
        page: 'audit',
        name: 'Mine',
        search: '{"statuses":["SKIPPED"]}',
        isShared: false,
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Errors/ }));
    await waitFor(() => expect(router.state.location.search).toEqual({ statuses: ['ERROR'] }));
  });

  it('goes on to the next entry by keyboard, and retries the issue of the record', async () => {
    const { api, user, router } = renderApp('/audit?event=e1', {
      Query: {
        ...syncAnswers,
        auditEvents: () => pageOf([sampleEvent(1), sampleEvent(2)]),
        auditEvent: ({ id }: { id: string }) => sampleEvent(Number(id.slice(1))),
        issues: () => pageOf([{ id: 'i1', code: 'missing_name', entity: 'COMPANY' }]),
      },
      Mutation: { retryIssue: () => ({ issue: { id: 'i1', state: 'RESOLVED' }, problems: [] }) },
    });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByText('History of this record')).toBeTruthy();
    await user.click(within(drawer).getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Retried: the issue is settled.')).toBeTruthy();
    expect(api.callsOf('RetryFromAudit')[0]?.variables).toEqual({ id: 'i1' });
    await user.keyboard('j');
    await waitFor(() => expect(router.state.location.search).toMatchObject({ event: 'e2' }));
  });

  it('leads from a step of a win that failed to the opportunity, its issue and its retry', async () => {
    const step = sampleEvent(1, { entity: 'CONTACT', localId: 'k1', opportunityId: 'o1', status: 'ERROR' });
    const { api, user } = renderApp('/audit?event=e1', {
      Query: {
        ...syncAnswers,
        auditEvents: () => pageOf([step]),
        auditEvent: () => step,
        recordStanding: () => ({ link: null, neverSynced: null, isPending: false, isStopped: false }),
        issues: ({ localId }: { localId: string | null }) =>
          pageOf(localId === 'o1' ? [{ id: 'i7', code: 'forbidden', entity: 'OPPORTUNITY' }] : []),
      },
      Mutation: { retryIssue: () => ({ issue: { id: 'i7', state: 'OPEN' }, problems: [] }) },
    });
    const drawer = await screen.findByRole('dialog');
    const issue = await within(drawer).findByRole('link', { name: 'Open issue' });
    expect(issue.getAttribute('href')).toBe('/issues/i7');
    expect(within(drawer).getByRole('link', { name: 'Open opportunity' }).getAttribute('href')).toBe(
      '/opportunities/o1',
    );
    expect(within(drawer).queryByRole('link', { name: 'Open link' })).toBeNull();
    await user.click(within(drawer).getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(api.callsOf('RetryFromAudit')[0]?.variables).toEqual({ id: 'i7' }));
  });

  it('tells an empty log from an empty search', async () => {
    open('/audit');
    expect(await screen.findByText('No sync activity yet')).toBeTruthy();
    expect(await screen.findByText(/Next run/)).toBeTruthy();
  });
});
