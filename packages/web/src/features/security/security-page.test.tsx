import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { securityCsv } from './security-csv.ts';

const event = (n: number, change: object = {}) => ({
  id: `s${n}`,
  at: '2026-11-23T09:00:00.000Z',
  kind: 'sign_in_failed',
  actor: 'nobody',
  subject: 'sol@example.com',
  address: '127.0.0.1',
  description: `Event ${n}`,
  ...change,
});

describe('the security log', () => {
  it('is filtered by words, and exported whole', async () => {
    const save = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
    vi.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined);
    const pages = [Array.from({ length: 200 }, (_, n) => event(n)), [event(200)]];
    const { user, api } = renderApp('/security', {
      Query: { securityEvents: ({ before }: { before?: string | null }) => (before ? pages[1] : pages[0]) },
      Mutation: { noteSecurityLogExport: () => true },
    });
    expect(await screen.findByRole('table', { name: 'Security log' })).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Search the security log' }), 'sol');
    await waitFor(() => expect(api.callsOf('SecurityLog').at(-1)?.variables).toMatchObject({ text: 'sol' }));
    await user.click(screen.getByRole('button', { name: 'Export' }));
    expect(await screen.findByText('Exported 201 events.')).toBeTruthy();
    expect(api.callsOf('NoteSecurityLogExport')).toHaveLength(1);
    expect(save).toHaveBeenCalledOnce();
  }, 20_000);

  it('is for administrators', async () => {
    renderApp('/security', {}, 'SUPPORT');
    expect(await screen.findByText(/Only administrators/)).toBeTruthy();
  });

  it('is a sheet in which no cell is a formula', () => {
    const csv = securityCsv([
      event(1, { description: '=1+1 "quoted"', actor: null }),
      event(2, { description: 'a;b\nc' }),
    ]);
    expect(csv.split('\r\n')).toEqual([
      'at,kind,actor,subject,address,description',
      '2026-11-23T09:00:00.000Z,sign_in_failed,,sol@example.com,127.0.0.1,"\'=1+1 ""quoted"""',
      expect.stringMatching(/,"a;b\nc"$/),
      '',
    ]);
  });
});
