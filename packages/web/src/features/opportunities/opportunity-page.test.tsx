import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { auditEvent, client, id, link, onePage, opportunity, quote, stages } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { type RenderedApp, renderApp } from '../../testing/render-app.tsx';

const page = `/opportunities/${id(301)}`;
const push = (more: object) => ({
  state: 'parked',
  step: 'documents',
  attempts: 5,
  nextAttemptAt: null,
  errorCode: 'no_permission',
  error: 'ConnectWise does not let the API member add documents.',
  updatedAt: '2026-11-20T09:30:00.000Z',
  leftOut: [],
  ...more,
});
const won = (more: object = {}) => opportunity({ stage: stages[2], wonAt: '2026-11-20T09:30:00.000Z', ...more });

const queries = (record: () => unknown, events: unknown[] = []) => ({
  pipelineStages: () => stages,
  opportunity: record,
  auditEvents: () => onePage(events),
});
const show = (record: unknown, path = page, role: 'ADMIN' | 'SUPPORT' | 'VIEWER' = 'ADMIN'): RenderedApp =>
  renderApp(path, { Query: queries(() => record) }, role);

describe('the page of an opportunity', () => {
  it('R55, R57: shows stage, amount, quotes and both ways to ConnectWise', async () => {
    show(
      opportunity({
        link: link('OPPORTUNITY', '4711', { url: 'https://na.example.com/opportunity/4711' }),
        client: client({ link: link('COMPANY', '250', { url: 'https://na.example.com/company/250' }) }),
      }),
    );
    expect(await screen.findByRole('heading', { level: 1, name: 'Office move' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /View opportunity in ConnectWise/ }).getAttribute('href')).toBe(
      'https://na.example.com/opportunity/4711',
    );
    expect(screen.getByRole('link', { name: /View client in ConnectWise/ }).getAttribute('href')).toBe(
      'https://na.example.com/company/250',
    );
    const documents = screen.getByRole('list', { name: 'Quotes and documents' });
    expect(within(documents).getByRole('link', { name: '#1042 New office network' })).toBeTruthy();
    expect(within(documents).getByRole('link', { name: 'Open PDF' })).toBeTruthy();
  });

  it('labels an amount that is the forecast of ConnectWise', async () => {
    show(opportunity({ isAmountForecast: true, amount: '12400.50', openSince: '2020-01-01T00:00:00.000Z' }));
    expect(await screen.findByText(/^ConnectWise forecast/)).toBeTruthy();
    expect(screen.getByText('$12,400.50')).toBeTruthy();
  });

  describe('with what is paid each cycle', () => {
    const sums = (cycle: string, subtotal: string, monthly: string | null, total = subtotal) => ({
      cycle,
      subtotal,
      discount: '0.00',
      tax: '0.00',
      total,
      monthly,
    });
    const cycles = [sums('Monthly', '40.00', '40.00', '42.00'), sums('Quarterly', '300.00', '100.00', '315.00')];

    it('shows what is paid once, each cycle with its month, and says what the one figure is', async () => {
      show(opportunity({ recurring: cycles, monthly: '140.00' }));
      const header = (await screen.findByRole('heading', { level: 1, name: 'Office move' })).closest('header');
      expect(header?.textContent).toContain('Paid once, before tax $881.10');
      expect(header?.textContent).toContain('Monthly $40.00');
      expect(header?.textContent).toContain('Quarterly $300.00 ($100.00 a month)');
      expect(header?.textContent).toContain('together $140.00 a month');
    });

    it('names the cycles that are in no figure for the month', async () => {
      show(opportunity({ recurring: [...cycles, sums('Per visit', '70.00', null)], monthly: '140.00' }));
      expect(await screen.findByText('Per visit $70.00')).toBeTruthy();
      expect(screen.getByText('together $140.00 a month, without Per visit')).toBeTruthy();
    });

    it('says in the question and in the list of quotes what each comes to, cycle by cycle', async () => {
      const record = opportunity({ recurring: cycles, monthly: '140.00', documents: [quote({ recurring: cycles })] });
      const { user } = renderApp(page, { Query: queries(() => record) });
      await user.click(await screen.findByRole('button', { name: 'Mark won' }));
      const dialog = await screen.findByRole('dialog');
      const amounts = '$944.98 paid once, Monthly $42.00, Quarterly $315.00 ($100.00 a month before tax)';
      expect(dialog.textContent).toContain(`Quote #1042 New office network, ${amounts} is marked as accepted.`);
      const documents = screen.getByRole('list', { name: 'Quotes and documents', hidden: true });
      expect(documents.textContent).toContain(amounts);
    });
  });

  it('marks it won by its only quote after asking, and shows that it is on its way', async () => {
    let record = opportunity();
    const { user, api } = renderApp(page, {
      Query: queries(() => record),
      Mutation: {
        markOpportunityWon: () => {
          record = won({ push: push({ state: 'pending', step: null, error: null, attempts: 0 }) });
          return { opportunity: record, problems: [] };
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Mark won' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Quote #1042 New office network, \$944.98 is marked as accepted/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Mark won' }));
    expect(await screen.findByText(/Waiting to be written to ConnectWise/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Reopen' })).toBeTruthy();
    expect(api.callsOf('MarkOpportunityWon')[0]?.variables).toEqual({ id: id(301), quoteId: id(401) });
  });

  it('asks which quote was accepted when there are several', async () => {
    const second = quote({ id: id(402), title: 'With spare switch', number: 1043, state: 'SENT' });
    const declined = quote({ id: id(403), title: 'Too dear', number: 1041, state: 'DECLINED' });
    const record = opportunity({ documents: [quote(), second, declined] });
    const { user, api } = renderApp(page, {
      Query: queries(() => record),
      Mutation: { markOpportunityWon: () => ({ opportunity: won(), problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Mark won' }));
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', { name: 'Mark won' }) as HTMLButtonElement;
    expect(confirm.disabled).toBe(true);
    expect(within(dialog).queryByRole('radio', { name: /Too dear/ })).toBeNull();
    await user.click(within(dialog).getByRole('radio', { name: /With spare switch/ }));
    await user.click(confirm);
    await waitFor(() =>
      expect(api.callsOf('MarkOpportunityWon')[0]?.variables).toEqual({ id: id(301), quoteId: id(402) }),
    );
  });

  it('keeps the dialog open and says why it was refused', async () => {
    const { user } = renderApp(page, {
      Query: queries(() => opportunity()),
      Mutation: {
        markOpportunityLost: () => ({
          opportunity: null,
          problems: [{ code: 'no_lost_stage', field: null, message: 'Your pipeline has no lost stage. Add one.' }],
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Mark lost' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Mark lost' }));
    expect(await within(dialog).findByText('Your pipeline has no lost stage. Add one.')).toBeTruthy();
  });

  it('reopens a won one in the stage that was chosen', async () => {
    const { user, api } = renderApp(page, {
      Query: queries(() => won()),
      Mutation: { reopenOpportunity: () => ({ opportunity: opportunity(), problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Reopen' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('combobox', { name: 'Stage' }));
    await user.click(await screen.findByRole('option', { name: 'Proposal' }));
    await user.click(within(dialog).getByRole('button', { name: 'Reopen' }));
    await waitFor(() =>
      expect(api.callsOf('ReopenOpportunity')[0]?.variables).toEqual({ id: id(301), stageId: id(902) }),
    );
  });

  it('says that a part is in ConnectWise, why it stopped, and lets support retry', async () => {
    const { user, api } = renderApp(
      page,
      {
        Query: queries(() => won({ link: link('OPPORTUNITY', '4711'), push: push({}) })),
        Mutation: {
          retryPush: () => ({ opportunity: won({ push: push({ state: 'pending', error: null }) }), problems: [] }),
        },
      },
      'SUPPORT',
    );
    expect(await screen.findByText(/Only a part is in ConnectWise: it stopped at the documents/)).toBeTruthy();
    expect(screen.getByText('ConnectWise does not let the API member add documents.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Retry now' }));
    await waitFor(() => expect(api.callsOf('RetryPush')[0]?.variables).toEqual({ opportunityId: id(301) }));
  });

  it('tells a viewer why they may not retry or win', async () => {
    show(won({ push: push({}) }), page, 'VIEWER');
    const retry = await screen.findByRole('button', { name: 'Retry now' });
    expect(retry.getAttribute('aria-description')).toMatch(/not retry/);
    expect(screen.getByRole('button', { name: 'Reopen' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('R58: tells the history in sentences and adds what happens meanwhile', async () => {
    const { api } = renderApp(`${page}?tab=history`, {
      Query: queries(
        () => opportunity(),
        [
          auditEvent({
            direction: null,
            actor: 'Ana Ruiz',
            status: 'INFO',
            description: 'Moved to Proposal.',
            changes: [{ field: 'expectedCloseDate', label: 'Expected close date', from: null, to: '2026-12-15' }],
          }),
        ],
      ),
    });
    const history = await screen.findByRole('list', { name: 'What happened' });
    expect(within(history).getByText('Moved to Proposal.')).toBeTruthy();
    expect(within(history).getByText('Expected close date: nothing → 2026-12-15')).toBeTruthy();
    await waitFor(() => expect(api.subscriptions.map((one) => one.field)).toContain('auditEventAdded'));
    const subscription = api.subscriptions.find((one) => one.field === 'auditEventAdded');
    expect(subscription?.variables).toEqual({ filter: { opportunityId: id(301) }, after: 'live-1' });

    const pushed = auditEvent({
      id: id(602),
      cursor: 'c602',
      description: 'Pushed to ConnectWise.',
      remoteUrl: 'https://na.example.com/4711',
    });
    await api.push('auditEventAdded', pushed);
    await api.push('auditEventAdded', pushed);
    expect(await within(history).findByText('Pushed to ConnectWise.')).toBeTruthy();
    expect(within(history).getAllByRole('listitem')).toHaveLength(2);
    expect(
      within(history)
        .getByRole('link', { name: /View in ConnectWise/ })
        .getAttribute('href'),
    ).toBe('https://na.example.com/4711');
  });

  it('uploads a file and shows what the server says about another', async () => {
    const { user, api } = show(opportunity({ documents: [] }));
    const sent: string[] = [];
    const graphql = api.fetch;
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      if (!String(input).endsWith(`/api/opportunities/${id(301)}/files`)) return graphql(input, init);
      const file = init?.body instanceof FormData ? init.body.get('file') : null;
      const name = file instanceof File ? file.name : 'no file';
      sent.push(name);
      return name === 'plan.pdf'
        ? Response.json({ document: { id: id(405) }, problems: [] }, { status: 201 })
        : Response.json(
            {
              document: null,
              problems: [{ code: 'file_too_large', field: 'file', message: 'Choose a file of at most 25 MB.' }],
            },
            { status: 413 },
          );
    });
    await screen.findByRole('button', { name: 'Upload file' });
    const input = screen.getByLabelText('File to add');
    await user.upload(input, new File(['plan'], 'plan.pdf', { type: 'application/pdf' }));
    expect(await screen.findByText('plan.pdf was added.')).toBeTruthy();
    await user.upload(input, new File(['film'], 'film.mp4', { type: 'video/mp4' }));
    expect(await screen.findByText('Choose a file of at most 25 MB.')).toBeTruthy();
    expect(sent).toEqual(['plan.pdf', 'film.mp4']);
  });

  it('says that it does not exist, and what failed', async () => {
    show(null);
    expect(await screen.findByText('This opportunity does not exist')).toBeTruthy();
  });

  it('says what failed', async () => {
    show(failure('The database is being restarted.'));
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });
});
