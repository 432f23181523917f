import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { syncAnswers } from '../../testing/sync-answers.ts';

const disconnectPreview = ({ removeLinks }: { removeLinks: boolean }) => ({
  sentences: [removeLinks ? '12 links are removed.' : '12 links are kept.'],
  problems: [],
});

describe('disconnecting', () => {
  it('says what happens before it does, by what is chosen', async () => {
    const { user, api } = renderApp('/integrations', {
      Query: { ...syncAnswers, disconnectPreview },
      Mutation: { disconnect: () => ({ connection: null, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('12 links are kept.')).toBeTruthy();
    await user.click(within(dialog).getByRole('radio', { name: 'Remove links and settings' }));
    expect(await within(dialog).findByText('12 links are removed.')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(api.callsOf('Disconnect')[0]?.variables).toEqual({ removeLinks: true }));
  });
});
