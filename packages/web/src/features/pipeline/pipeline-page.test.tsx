import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

const stages = [
  { id: 's1', name: 'Lead', position: 1, kind: 'OPEN' },
  { id: 's2', name: 'Proposal', position: 2, kind: 'OPEN' },
  { id: 's3', name: 'Won', position: 3, kind: 'WON' },
];
const query = { pipelineStages: () => stages, pipelineSums: () => [{ stageId: 's1', count: 2 }] };
const done = () => ({ stages, problems: [] });

describe('the stages of the pipeline', () => {
  it('are renamed, put into another order, added and retired', async () => {
    const { user, api } = renderApp('/pipeline', {
      Query: query,
      Mutation: {
        renamePipelineStage: done,
        reorderPipelineStages: done,
        addPipelineStage: done,
        retirePipelineStage: done,
      },
    });
    const name = await screen.findByRole('textbox', { name: 'Name of Lead' });
    await user.type(name, 's');
    await user.click(screen.getByRole('button', { name: 'Save name' }));
    await waitFor(() => expect(api.callsOf('RenameStage')[0]?.variables).toEqual({ id: 's1', name: 'Leads' }));
    await user.click(screen.getByRole('button', { name: 'Move Proposal up' }));
    await waitFor(() => expect(api.callsOf('ReorderStages')[0]?.variables).toEqual({ ids: ['s2', 's1', 's3'] }));
    await user.type(screen.getByRole('textbox', { name: 'New stage' }), 'Demo');
    await user.click(screen.getByRole('button', { name: 'Add stage' }));
    await waitFor(() => expect(api.callsOf('AddStage')[0]?.variables).toEqual({ name: 'Demo', kind: 'OPEN' }));
    await user.click(screen.getByRole('button', { name: 'Retire Lead' }));
    const dialog = await screen.findByRole('dialog', { name: 'Retire the stage Lead?' });
    expect(within(dialog).getByRole('button', { name: 'Retire stage' }).hasAttribute('disabled')).toBe(true);
    await user.click(within(dialog).getByRole('combobox'));
    await user.click(await screen.findByRole('option', { name: 'Proposal' }));
    await user.click(within(dialog).getByRole('button', { name: 'Retire stage' }));
    await waitFor(() => expect(api.callsOf('RetireStage')[0]?.variables).toEqual({ id: 's1', moveTo: 's2' }));
  });

  it('say what was refused, and let others only look', async () => {
    const problems = [{ code: 'last_of_kind', message: '"Won" is the only won stage. Add another one first.' }];
    const { user } = renderApp('/pipeline', {
      Query: query,
      Mutation: { retirePipelineStage: () => ({ stages: [], problems }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Retire Won' }));
    await user.click(await screen.findByRole('button', { name: 'Retire stage' }));
    expect(await screen.findByText('"Won" is the only won stage. Add another one first.')).toBeTruthy();
  });
});
