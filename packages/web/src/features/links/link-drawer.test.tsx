import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { broken, link, plan, query, same } from '../../testing/link-samples.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

describe('the card of a link', () => {
  it('show what stands on each side of a field that differs for good, and why', async () => {
    const email = {
      ...same,
      field: 'email',
      label: 'E-mail',
      crm: 'ours@two.example',
      connectwise: 'old@one.example',
      base: 'ours@two.example',
      differs: true,
      stays: 'ConnectWise keeps ours as a further e-mail, beside its own default, which nobody here changes',
    };
    const fields = [same, email];
    renderApp('/links?link=l1', {
      Query: {
        ...query,
        linkComparison: () => ({ isGoneThere: false, remoteName: 'Company 1', fields, problems: [] }),
      },
    });
    const drawer = await screen.findByRole('dialog', { name: 'Link' });
    const row = (await within(drawer).findByText('E-mail')).closest('tr');
    expect(row?.textContent).toBe('E-mailours@two.exampleold@one.exampleours@two.example');
    expect(row?.nextElementSibling?.textContent).toBe(`Stays different: ${email.stays}.`);
    expect(within(drawer).getByText(/^1 field differs, and nothing is sent or taken in/)).toBeTruthy();
  });

  it('lead from a link that was replaced to the one that its record has now', async () => {
    let isMade = false;
    const made = link(9, { localId: 'c1', localName: 'Client 1' });
    const { user } = renderApp('/links?link=l1', {
      Query: {
        ...query,
        entityLink: ({ id }: { id: string }) => (id === 'l9' ? made : isMade ? null : broken),
        recordStanding: () => ({
          link: made,
          standing: 'LINKED',
          neverSynced: null,
          isPending: false,
          isStopped: false,
        }),
        linkComparison: () => ({ isGoneThere: false, remoteName: 'Company 9', fields: [same], problems: [] }),
      },
      Mutation: {
        changeLink: () => {
          isMade = true;
          return { action: { id: 'a1', description: 'Done' }, note: null, problems: [] };
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Recreate in ConnectWise' }));
    const dialog = await screen.findByRole('dialog', { name: /Recreate Client 1/ });
    await within(dialog).findByText('Client "Client 1" is paused.');
    await user.click(within(dialog).getByRole('button', { name: 'Recreate in ConnectWise' }));
    expect(
      await screen.findByText('All fields below are the same on both sides, as ConnectWise answered just now.'),
    ).toBeTruthy();
    expect(screen.queryByText('This link is gone')).toBeNull();
  });

  it('stay open behind a dialog that Escape closes', async () => {
    const { user } = renderApp('/links?link=l1', { Query: query });
    const drawer = await screen.findByRole('dialog', { name: 'Link' });
    await user.click(await within(drawer).findByRole('button', { name: 'Unlink' }));
    const dialog = await screen.findByRole('dialog', { name: 'Unlink Client 1?' });
    await within(dialog).findByText('Client "Client 1" is paused.');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Unlink Client 1?' })).toBeNull());
    expect(screen.getByRole('dialog', { name: 'Link' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Link' })).toBeNull());
  });

  it('say why an action is not possible', async () => {
    const problems = [{ code: 'has_children', field: null, message: 'It has contacts that are linked as well.' }];
    const { user } = renderApp('/links?link=l1', {
      Query: { ...query, linkActionPreview: () => ({ ...plan, effects: [], problems }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Unlink' }));
    const dialog = await screen.findByRole('dialog', { name: 'Unlink Client 1?' });
    expect(await within(dialog).findByText('It has contacts that are linked as well.')).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Unlink' })).toHaveProperty('disabled', true);
  });

  it('show what went wrong', async () => {
    renderApp('/links', {
      Query: {
        ...query,
        entityLinks: () => {
          throw failure('The database is away.', 'unavailable');
        },
      },
    });
    expect(await screen.findByText(/The database is away/)).toBeTruthy();
  });
});
