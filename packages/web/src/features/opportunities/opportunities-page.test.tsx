import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { id, onePage, opportunity, stages } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const queries = { pipelineStages: () => stages, opportunities: () => onePage([opportunity()]) };

describe('the list of opportunities', () => {
  it('shows stage, amount and how far a won one has come', async () => {
    const won = opportunity({
      id: id(302),
      name: 'Phone system',
      isAmountForecast: true,
      stage: stages[2],
      push: { state: 'running', step: 'lines', attempts: 1, updatedAt: '2026-11-20T09:30:00.000Z' },
    });
    renderApp('/opportunities', { Query: { ...queries, opportunities: () => onePage([opportunity(), won]) } });
    const open = (await screen.findByRole('link', { name: 'Office move' })).closest('tr');
    expect(open && within(open).getByText('Proposal')).toBeTruthy();
    expect(open && within(open).getByText('$881.10')).toBeTruthy();
    expect(open && within(open).queryByText('Forecast')).toBeNull();
    const pushed = screen.getByRole('link', { name: 'Phone system' }).closest('tr');
    expect(pushed && within(pushed).getByText('Pushing')).toBeTruthy();
    expect(pushed && within(pushed).getByText('Forecast')).toBeTruthy();
  });

  it('filters by stage or by kind, in the address', async () => {
    const { user, api, router } = renderApp('/opportunities', { Query: queries });
    await user.click(await screen.findByRole('combobox', { name: 'Stage' }));
    await user.click(await screen.findByRole('option', { name: 'Qualified' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ stage: id(901) }));
    await user.click(screen.getByRole('radio', { name: 'Won' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ kind: 'WON' }));
    await waitFor(() =>
      expect(api.callsOf('Opportunities').at(-1)?.variables).toMatchObject({ kind: 'WON', stageId: null }),
    );
  });

  it('orders by the column that is clicked, and back, in the address', async () => {
    const { user, api, router } = renderApp('/opportunities', { Query: queries });
    await screen.findByRole('link', { name: 'Office move' });
    await user.click(screen.getByRole('button', { name: 'Amount' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'VALUE' }));
    await user.click(screen.getByRole('button', { name: 'Amount' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'VALUE', desc: true }));
    await waitFor(() =>
      expect(api.callsOf('Opportunities').at(-1)?.variables).toMatchObject({ orderBy: 'VALUE', descending: true }),
    );
    expect(screen.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('descending');
    for (const [column, sort] of [
      ['Client', 'CLIENT'],
      ['Stage', 'STAGE'],
      ['Expected close', 'CLOSE_DATE'],
      ['Owner', 'OWNER'],
    ] as const) {
      await user.click(screen.getByRole('button', { name: column }));
      await waitFor(() => expect(router.state.location.search).toEqual({ sort }));
    }
  });

  it('is narrowed by owner, in the address', async () => {
    const { user, api, router } = renderApp('/opportunities', {
      Query: { ...queries, users: () => [{ id: id(11), name: 'Ana Ruiz' }] },
    });
    await screen.findByRole('link', { name: 'Office move' });
    await user.click(screen.getByRole('combobox', { name: 'Owner' }));
    await user.click(await screen.findByRole('option', { name: 'Ana Ruiz' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ owner: id(11) }));
    await waitFor(() => expect(api.callsOf('Opportunities').at(-1)?.variables).toMatchObject({ ownerId: id(11) }));
  });

  it('is narrowed by sync state, in the address, and clears it', async () => {
    const { user, api, router } = renderApp('/opportunities?standing=FAILING', {
      Query: { ...queries, opportunities: ({ standing }) => onePage(standing ? [] : [opportunity()]) },
    });
    expect(await screen.findByText('No opportunities match')).toBeTruthy();
    expect(api.callsOf('Opportunities')[0]?.variables).toMatchObject({ standing: 'FAILING' });
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByRole('link', { name: 'Office move' })).toBeTruthy();
    expect(router.state.location.search).toEqual({});
  });

  it('syncs the chosen ones together', async () => {
    const { user, api } = renderApp('/opportunities', {
      Query: queries,
      Mutation: { syncRecords: () => ({ changed: 0, sent: 1, gone: 0, left: 0, problems: [] }) },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Office move' }));
    const bar = screen.getByRole('region', { name: 'Selected opportunities' });
    expect(within(bar).getByRole('button', { name: 'Export as CSV' })).toBeTruthy();
    await user.click(within(bar).getByRole('button', { name: 'Sync now' }));
    expect(await screen.findByText(/Looked at 1 record\. 1 is being sent to ConnectWise\./)).toBeTruthy();
    expect(api.callsOf('SyncRecords')[0]?.variables).toEqual({ entity: 'OPPORTUNITY', localIds: [id(301)] });
  });

  it('sets the stage of the chosen ones, and names the one that was left', async () => {
    const other = opportunity({ id: id(302), name: 'Phone system', stage: stages[2] });
    const { user, api } = renderApp('/opportunities', {
      Query: { ...queries, opportunities: () => onePage([opportunity(), other]) },
      Mutation: {
        setStageOfOpportunities: () => ({
          opportunities: [opportunity({ stage: stages[0] })],
          refused: [
            {
              id: id(302),
              name: 'Phone system',
              code: 'is_won',
              message: 'This opportunity is won. Reopen it on its page first.',
            },
          ],
          problems: [],
        }),
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Office move' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Phone system' }));
    await user.click(screen.getByRole('button', { name: 'Set stage' }));
    const dialog = await screen.findByRole('dialog', { name: 'Set the stage of 2 opportunities' });
    await user.click(within(dialog).getByRole('combobox', { name: 'Stage' }));
    // The filter of the list has one of the same name.
    const choices = within((await screen.findAllByRole('listbox', { name: 'Stage' })).at(-1) ?? dialog);
    expect(choices.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Qualified', 'Proposal']);
    await user.click(choices.getByRole('option', { name: 'Qualified' }));
    await user.click(within(dialog).getByRole('button', { name: 'Set stage' }));
    expect(await screen.findByText(/Set for 1 opportunity\. 1 was left as it is:/)).toBeTruthy();
    expect(screen.getByText('Phone system: This opportunity is won. Reopen it on its page first.')).toBeTruthy();
    expect(api.callsOf('SetStageOfOpportunities')[0]?.variables).toEqual({
      opportunities: [
        { id: id(301), version: 3 },
        { id: id(302), version: 3 },
      ],
      stageId: id(901),
    });
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selected opportunities' })).toBeNull());
  });

  it('sets the owner of the chosen ones, or none', async () => {
    const { user, api } = renderApp('/opportunities', {
      Query: { ...queries, users: () => [{ id: id(11), name: 'Ana Ruiz' }] },
      Mutation: { setOwnerOfOpportunities: () => ({ opportunities: [opportunity()], refused: [], problems: [] }) },
    });
    for (const [name, ownerId] of [
      ['Ana Ruiz', id(11)],
      ['No owner', null],
    ] as const) {
      await user.click(await screen.findByRole('checkbox', { name: 'Select Office move' }));
      await user.click(screen.getByRole('button', { name: 'Set owner' }));
      const dialog = await screen.findByRole('dialog', { name: 'Set the owner of 1 opportunity' });
      await user.click(within(dialog).getByRole('combobox', { name: 'Owner' }));
      await user.click(await screen.findByRole('option', { name }));
      await user.click(within(dialog).getByRole('button', { name: 'Set owner' }));
      await waitFor(() =>
        expect(api.callsOf('SetOwnerOfOpportunities').at(-1)?.variables).toEqual({
          opportunities: [{ id: id(301), version: 3 }],
          ownerId,
        }),
      );
      await waitFor(() => expect(screen.queryByRole('region', { name: 'Selected opportunities' })).toBeNull());
    }
  });

  it('tells a viewer why they cannot set a stage', async () => {
    const { user } = renderApp('/opportunities', { Query: queries }, 'VIEWER');
    await user.click(await screen.findByRole('checkbox', { name: 'Select Office move' }));
    const button = screen.getByRole('button', { name: 'Set stage' });
    expect(button.getAttribute('aria-description')).toMatch(/Your role can look/);
  });

  it('keeps its filters and its order as a view, and opens one', async () => {
    const view = {
      id: 'v1',
      name: 'Stuck',
      search: '{"kind":"OPEN","standing":"FAILING"}',
      isShared: true,
      isMine: false,
    };
    const { api, user, router } = renderApp('/opportunities?kind=OPEN&sort=CLOSE_DATE', {
      Query: { ...queries, savedViews: () => [{ ...view, ownerName: 'Ana Ruiz' }] },
      Mutation: { saveView: () => ({ view: { id: 'v2', name: 'Mine' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Mine');
    await user.click(screen.getByRole('button', { name: 'Save view' }));
    await waitFor(() =>
      expect(api.callsOf('SaveView')[0]?.variables.input).toMatchObject({
        page: 'opportunities',
        search: '{"kind":"OPEN","sort":"CLOSE_DATE"}',
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Stuck/ }));
    await waitFor(() => expect(router.state.location.search).toEqual({ kind: 'OPEN', standing: 'FAILING' }));
  });

  it('says what failed', async () => {
    renderApp('/opportunities', {
      Query: { ...queries, opportunities: () => failure('The database is being restarted.') },
    });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });
});

describe('the pipeline', () => {
  it('sums each column, orders the cards by value, and tells their age', async () => {
    const old = new Date(Date.now() - 12 * 86_400_000).toISOString();
    const { user, api, router } = renderApp('/opportunities?view=board', {
      Query: {
        pipelineStages: () => stages,
        pipelineSums: () => [{ stageId: stages[0].id, count: 2, oneTime: '12400.50', monthly: '310.00' }],
        opportunities: ({ stageId }) =>
          onePage(
            stageId === stages[0].id
              ? [opportunity({ stage: stages[0], openSince: old, expectedCloseDate: '2020-01-01', monthly: '31.00' })]
              : [],
          ),
      },
    });
    const column = await screen.findByRole('region', { name: 'Qualified' });
    expect(await within(column).findByText(/12,401/)).toBeTruthy();
    expect(column.textContent).toContain('$12,401 once$310 a month');
    await waitFor(() => expect(column.textContent).toContain('+ $31.00 a month'));
    expect(column.textContent).toContain('Open for 12 days · close date passed');
    // What is to close next comes first, until somebody chooses otherwise.
    expect(api.callsOf('BoardColumn')[0]?.variables).toMatchObject({ orderBy: 'CLOSE_DATE', descending: false });
    await user.click(screen.getByRole('combobox', { name: 'Order' }));
    await user.click(await screen.findByRole('option', { name: 'By name' }));
    await waitFor(() => expect(api.callsOf('BoardColumn').at(-1)?.variables).toMatchObject({ orderBy: 'NAME' }));
    await user.click(screen.getByRole('combobox', { name: 'Order' }));
    await user.click(await screen.findByRole('option', { name: 'By value' }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ sort: 'VALUE', desc: true }));
    await waitFor(() =>
      expect(api.callsOf('BoardColumn').at(-1)?.variables).toMatchObject({ orderBy: 'VALUE', descending: true }),
    );
  });

  it('shows the open stages in order and moves a card by its menu', async () => {
    let stage: (typeof stages)[number] = stages[0];
    const { user, api } = renderApp('/opportunities?view=board', {
      Query: {
        pipelineStages: () => stages,
        opportunities: ({ stageId }) => onePage(stageId === stage.id ? [opportunity({ stage })] : []),
      },
      Mutation: {
        updateOpportunity: () => {
          stage = stages[1];
          return { opportunity: opportunity({ stage }), problems: [] };
        },
      },
    });
    const qualified = await screen.findByRole('region', { name: 'Qualified' });
    await user.click(await within(qualified).findByRole('button', { name: 'Move Office move to another stage' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Proposal' }));

    const proposal = screen.getByRole('region', { name: 'Proposal' });
    expect(await within(proposal).findByRole('link', { name: 'Office move' })).toBeTruthy();
    expect(await within(qualified).findByText('Nothing in this stage.')).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Won' })).toBeNull();
    expect(api.callsOf('UpdateOpportunity')[0]?.variables).toMatchObject({
      id: id(301),
      input: { stageId: id(902), version: 3 },
    });
  });
});
