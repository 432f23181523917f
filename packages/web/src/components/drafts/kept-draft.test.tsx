import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { client, id, taxRegion } from '../../testing/crm-records.ts';
import { renderApp } from '../../testing/render-app.tsx';

const queries = {
  taxRegions: () => [taxRegion()],
  client: () => client(),
  clients: () => null,
  syncSettings: () => null,
};
const path = `/clients/${id(1)}/edit`;
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith('causeway.draft:'));

/** Types into a form and leaves the page without saving. */
async function leaveBehind(city: string): Promise<void> {
  const { user, unmount } = renderApp(path, { Query: queries });
  const field = await screen.findByRole('textbox', { name: 'City' });
  await user.clear(field);
  await user.type(field, city);
  unmount();
}

describe('what was typed and not saved', () => {
  afterEach(() => localStorage.clear());

  it('is offered again when the page is opened the next time, and is gone once it is saved', async () => {
    await leaveBehind('Miami Beach');
    const { user, api } = renderApp(path, {
      Query: queries,
      Mutation: { updateClient: () => ({ client: client({ version: 4 }), problems: [] }) },
    });
    expect(await screen.findByText(/You have an unsaved draft from \d{1,2}:\d\d\s[AP]M\.$/)).toBeTruthy();
    // Nothing is put into the form before somebody asks for it.
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'City' }).value).not.toBe('Miami Beach');
    await user.click(screen.getByRole('button', { name: 'Restore' }));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'City' }).value).toBe('Miami Beach');
    expect(screen.queryByText(/You have an unsaved draft/)).toBe(null);
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await waitFor(() =>
      expect(api.callsOf('UpdateClient')[0]?.variables).toMatchObject({ input: { city: 'Miami Beach' } }),
    );
    await waitFor(() => expect(keys()).toEqual([]));
  });

  it('keeps what others saved meanwhile, and says what both changed', async () => {
    await leaveBehind('Miami Beach');
    const newer = { version: 7, phone: '+1 555 010 0777', city: 'Naples' };
    const { user, api } = renderApp(path, {
      Query: { ...queries, client: () => client(newer) },
      Mutation: { updateClient: () => ({ client: client(newer), problems: [] }) },
    });
    expect(await screen.findByText(/What is saved was changed since then/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Restore' }));
    expect(screen.getByText(/Somebody else changed this meanwhile as well: city\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await waitFor(() =>
      expect(api.callsOf('UpdateClient')[0]?.variables).toMatchObject({
        input: { city: 'Miami Beach', phone: '+1 555 010 0777', version: 7 },
      }),
    );
  });

  it('is forgotten on request, also where one types anew meanwhile', async () => {
    await leaveBehind('Miami Beach');
    const { user } = renderApp(path, { Query: queries });
    const notice = (await screen.findByText(/You have an unsaved draft/)).closest('[role=status]') as HTMLElement;
    await user.type(screen.getByRole('textbox', { name: 'City' }), 'x');
    expect(within(notice).getByRole('button', { name: 'Restore' })).toBeTruthy();
    await user.click(within(notice).getByRole('button', { name: 'Discard draft' }));
    expect(screen.queryByText(/You have an unsaved draft/)).toBe(null);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'City' }).value).toMatch(/x$/);
  });

  it('is not kept where it was undone, nor after the person signs out', async () => {
    const { user } = renderApp(path, { Query: queries, Mutation: { signOut: () => true } });
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'City' });
    const before = field.value;
    await user.type(field, 'x');
    await waitFor(() => expect(keys()).toHaveLength(1));
    await user.type(field, '{Backspace}');
    expect(field.value).toBe(before);
    await waitFor(() => expect(keys()).toEqual([]));
    await user.type(field, 'y');
    await waitFor(() => expect(keys()).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: /Riley|Admin|Ana/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(keys()).toEqual([]));
  });
});
