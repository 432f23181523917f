import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { id, onePage, opportunity, stages } from '../../testing/crm-records.ts';
import { renderApp } from '../../testing/render-app.tsx';

const at = '2026-11-20T09:00:00.000Z';
const activity = (more: object = {}) => ({
  id: 'a1',
  kind: 'CALL',
  subject: 'Ask for the floor plan',
  details: null,
  dueOn: '2026-11-21',
  isOverdue: true,
  doneAt: null,
  doneBy: null,
  createdBy: 'Ana Ruiz',
  createdAt: at,
  updatedAt: at,
  version: 1,
  owner: { id: 'u1', name: 'Ana Ruiz' },
  opportunity: opportunity(),
  ...more,
});
const users = () => [{ id: 'u1', name: 'Ana Ruiz', email: 'ana@example.com', role: 'ADMIN' }];
const queries = { pipelineStages: () => stages, opportunity: () => opportunity(), users };

describe('activities of an opportunity', () => {
  it('are planned on its page, owned by oneself, and said to stay in the CRM', async () => {
    let items: object[] = [];
    const { user, api } = renderApp(`/opportunities/${id(301)}?tab=activities`, {
      Query: { ...queries, activities: () => onePage(items) },
      Mutation: {
        createActivity: () => {
          items = [activity({ isOverdue: false, dueOn: null, kind: 'TASK', subject: 'Measure on site' })];
          return { activity: items[0], problems: [] };
        },
      },
    });
    expect(await screen.findByText(/not sent to ConnectWise/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Add activity' }));
    const form = screen.getByRole('form', { name: 'New activity' });
    await user.click(within(form).getByRole('button', { name: 'Add activity' }));
    expect(await within(form).findByText(/Enter what is to be done/)).toBeTruthy();
    await user.type(within(form).getByRole('textbox', { name: 'What is to be done' }), 'Measure on site');
    await user.click(within(form).getByRole('button', { name: 'Add activity' }));
    await waitFor(() => expect(api.callsOf('CreateActivity')).toHaveLength(1));
    expect(api.callsOf('CreateActivity')[0]?.variables).toMatchObject({
      opportunityId: id(301),
      input: { kind: 'TASK', subject: 'Measure on site', dueOn: null },
    });
    // Nobody was chosen, so it is owned by whoever makes it.
    expect(api.callsOf('CreateActivity')[0]?.variables.input).not.toHaveProperty('ownerId');

    expect(await screen.findByText('No due date', { exact: false })).toBeTruthy();
  });

  it('are done with a tick', async () => {
    const { user, api } = renderApp(`/opportunities/${id(301)}?tab=activities`, {
      Query: { ...queries, activities: () => onePage([activity()]) },
      Mutation: { completeActivity: () => ({ activity: activity({ doneAt: at, doneBy: 'Ana Ruiz' }), problems: [] }) },
    });
    expect(await screen.findByText(/Overdue since/)).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Ask for the floor plan: done' }));
    await waitFor(() => expect(api.callsOf('CompleteActivity')[0]?.variables).toEqual({ id: 'a1', isDone: true }));
  });
});

describe('my activities', () => {
  it('lists what is open, with how many are late and the way to the opportunity; other states in the address', async () => {
    const { user, api, router } = renderApp('/activities', {
      Query: { activities: ({ state }) => ({ ...onePage([activity()]), totalCount: state === 'OVERDUE' ? 3 : 1 }) },
    });
    expect(await screen.findByText(/3 are overdue\./)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Office move' }).getAttribute('href')).toBe(
      `/opportunities/${id(301)}?tab=activities`,
    );
    expect(api.callsOf('Activities')[0]?.variables).toMatchObject({ isMine: true, state: 'OPEN' });
    await user.click(screen.getByText('Done', { selector: 'span' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ state: 'DONE' }));
  });
});

describe('the pipeline', () => {
  it('shows the next step on the card, and narrows to those without one', async () => {
    const nextStep = {
      id: 'a1',
      kind: 'CALL',
      subject: 'Ask for the floor plan',
      dueOn: '2026-11-21',
      isOverdue: true,
    };
    const { user, api } = renderApp('/opportunities?view=board', {
      Query: {
        pipelineStages: () => stages,
        pipelineSums: () => [],
        opportunities: () => onePage([opportunity({ nextStep })]),
      },
    });
    expect((await screen.findAllByText(/Next: Ask for the floor plan/)).length).toBeGreaterThan(0);
    await user.click(screen.getByRole('checkbox', { name: 'No next step' }));
    await waitFor(() => expect(api.callsOf('BoardColumn').at(-1)?.variables).toMatchObject({ hasNextStep: false }));
    expect(api.callsOf('PipelineSums').at(-1)?.variables).toMatchObject({ hasNextStep: false });
  });
});
