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

  it('has its filters in the address, keeps them as a view, and says what happened in plain words', async () => {
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
    const events = [
      event(1, { kind: 'settings_saved', description: 'Changed the sync settings. a: 1 → 2; and 2 more.' }),
      event(2, { description: `Accepted from 127.0.0.1, ${agent}.` }),
    ];
    const { user, api, router } = renderApp('/security?kinds=["settings_saved"]&at=2026-11-01..', {
      Query: { securityEvents: () => events, savedViews: () => [] },
      Mutation: { saveView: () => ({ view: { id: 'v1', name: 'Mine' }, problems: [] }) },
    });
    expect(await screen.findByText('Accepted from 127.0.0.1, Chrome on Windows.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'All changes' }).getAttribute('href')).toBe('/integrations/history');
    expect(api.callsOf('SecurityLog')[0]?.variables).toMatchObject({
      kinds: ['settings_saved'],
      text: null,
      at: { from: new Date(2026, 10, 1).toISOString(), before: null },
    });
    await user.click(screen.getByRole('combobox', { name: 'Time' }));
    await user.click(await screen.findByRole('option', { name: 'Today' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ kinds: ['settings_saved'], at: 'today' }));
    await user.click(screen.getByRole('button', { name: 'When' }));
    await waitFor(() => expect(api.callsOf('SecurityLog').at(-1)?.variables).toMatchObject({ oldestFirst: true }));
    await user.click(screen.getByRole('button', { name: 'When' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ kinds: ['settings_saved'], at: 'today' }));
    await user.click(screen.getByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Mine');
    await user.click(screen.getByRole('button', { name: 'Save view' }));
    await waitFor(() =>
      expect(api.callsOf('SaveView')[0]?.variables.input).toMatchObject({
        page: 'security',
        search: '{"kinds":["settings_saved"],"at":"today"}',
      }),
    );
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
