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
      stage: stages[2],
      push: { state: 'running', step: 'lines', attempts: 1, updatedAt: '2026-11-20T09:30:00.000Z' },
    });
    renderApp('/opportunities', { Query: { ...queries, opportunities: () => onePage([opportunity(), won]) } });
    const open = (await screen.findByRole('link', { name: 'Office move' })).closest('tr');
    expect(open && within(open).getByText('Proposal')).toBeTruthy();
    expect(open && within(open).getByText('$881.10')).toBeTruthy();
    const pushed = screen.getByRole('link', { name: 'Phone system' }).closest('tr');
    expect(pushed && within(pushed).getByText('Pushing')).toBeTruthy();
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
              ? [opportunity({ stage: stages[0], createdAt: old, expectedCloseDate: '2020-01-01', monthly: '31.00' })]
              : [],
          ),
      },
    });
    const column = await screen.findByRole('region', { name: 'Qualified' });
    expect(await within(column).findByText(/12,400\.50/)).toBeTruthy();
    expect(column.textContent).toContain('$12,400.50 once, $310.00 a month');
    expect(column.textContent).toContain('+ $31.00 a month');
    expect(column.textContent).toContain('Open for 12 days · close date passed');
    await user.click(screen.getByRole('combobox', { name: 'Order' }));
    await user.click(await screen.findByRole('option', { name: 'By value' }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ order: 'VALUE' }));
    await waitFor(() => expect(api.callsOf('BoardColumn').at(-1)?.variables).toMatchObject({ orderBy: 'VALUE' }));
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
