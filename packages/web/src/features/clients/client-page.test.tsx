import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { auditEvent, client, contact, id, link, onePage, opportunity } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const settings = { mode: 'PULL_NEW_PUSH_WON', revision: 1, defaults: {}, stageMap: [], startedAt: null };

const linkedPair = {
  ...link('COMPANY', '250'),
  id: 'l1',
  entity: 'COMPANY',
  state: 'LINKED',
  localId: id(1),
  localName: 'Blue Fox Dental',
  localPath: `/clients/${id(1)}`,
  remoteId: '250',
  remoteName: 'Blue Fox Dental',
  remoteUrl: null,
  lastSyncedAt: '2026-11-23T09:00:00.000Z',
  lastPulledAt: null,
  lastPushedAt: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  brokenAt: null,
  differing: [],
  heldEdits: [],
  byChoice: [],
  hasNewsThere: false,
  standing: 'LINKED',
  isGoneThere: false,
  notTakenIn: null,
  hold: null,
};

describe('the page of a client', () => {
  it('R57: shows its address, contacts, opportunities and where it stands in ConnectWise', async () => {
    renderApp(`/clients/${id(1)}`, {
      Query: {
        syncSettings: () => settings,
        client: () =>
          client({
            link: link('COMPANY', '250', { url: 'https://na.example.com/company/250' }),
            contacts: [contact()],
            opportunities: [opportunity()],
          }),
      },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Blue Fox Dental' })).toBeTruthy();
    expect(screen.getByText(/12 Harbour Street/)).toBeTruthy();
    expect(screen.getByText(/pull new, push won/)).toBeTruthy();
    const away = screen.getByRole('link', { name: /View client in ConnectWise/ });
    expect(away.getAttribute('href')).toBe('https://na.example.com/company/250');
    expect(away.getAttribute('rel')).toContain('noopener');
    const contacts = screen.getByRole('region', { name: 'Contacts' });
    expect(within(contacts).getByRole('link', { name: 'Maria Lindqvist' })).toBeTruthy();
    const opportunities = screen.getByRole('region', { name: 'Opportunities' });
    expect(within(opportunities).getByText('$881.10')).toBeTruthy();
  });

  it('R57: offers no link to ConnectWise where there is none', async () => {
    renderApp(`/clients/${id(1)}`, { Query: { syncSettings: () => null, client: () => client() } });
    expect(await screen.findByText('Not linked')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /View client in ConnectWise/ })).toBeNull();
  });

  it('says what keeps it from being in step, and leads there', async () => {
    const message = 'ConnectWise does not let the API member edit companies.';
    renderApp(`/clients/${id(1)}`, {
      Query: {
        syncSettings: () => null,
        client: () => client(),
        recordStanding: () => ({
          ...{ link: null, neverSynced: null, isPending: false, isStopped: false },
          standing: 'FAILING',
        }),
        issues: ({ localId }) => ({
          items:
            localId === id(1)
              ? [
                  {
                    id: 'i',
                    entity: 'COMPANY',
                    code: 'forbidden',
                    message,
                    recordName: 'Blue Fox Dental',
                    direction: 'OUT',
                  },
                ]
              : [],
          totalCount: localId === id(1) ? 1 : 0,
        }),
      },
    });
    const card = await screen.findByRole('region', { name: 'ConnectWise' });
    expect(await within(card).findByText('One open issue')).toBeTruthy();
    expect(within(card).getByText(message)).toBeTruthy();
    // The header says what the card says.
    expect(await screen.findByText('1 open issue')).toBeTruthy();
    expect(screen.queryByText('Linked')).toBeNull();
    const way = within(card).getByRole('link', { name: 'See what to do, and retry' });
    expect(way.getAttribute('href')).toMatch(/^\/issues\?entity=COMPANY&text=Blue/);
  });

  it('says in its header what its card says: linked, on its way, held by an issue, or gone there', async () => {
    const linked = link('COMPANY', '250');
    const show = (
      isPending: boolean,
      totalCount: number,
      {
        isGoneThere = false,
        isStopped = false,
        direction = 'OUT',
        code = 'forbidden',
        notTakenIn = null as string | null,
      } = {},
    ) =>
      renderApp(`/clients/${id(1)}`, {
        Query: {
          syncSettings: () => null,
          client: () => client({ link: linked }),
          recordStanding: () => ({
            link: { ...linkedPair, isGoneThere, notTakenIn },
            standing: totalCount > 0 ? 'FAILING' : isPending ? 'PENDING' : 'LINKED',
            neverSynced: null,
            isPending,
            isStopped,
          }),
          issues: () => ({
            items:
              totalCount > 0
                ? [{ id: 'i', entity: 'COMPANY', code, message: 'Refused.', recordName: 'Blue Fox Dental', direction }]
                : [],
            totalCount,
          }),
        },
      });
    for (const [isPending, issues, said, isGone = false] of [
      [false, 0, 'Linked'],
      [true, 0, 'Pending'],
      [true, 2, '2 open issues'],
      [false, 0, 'Gone in ConnectWise', true],
      // As in the lists and their filters; the card says both.
      [true, 0, 'Pending', true],
    ] as const) {
      const view = show(isPending, issues, { isGoneThere: isGone });
      const card = await screen.findByRole('region', { name: 'ConnectWise' });
      const header = (await screen.findByRole('heading', { level: 1 })).parentElement as HTMLElement;
      expect(await within(header).findByText(said)).toBeTruthy();
      expect(within(card).getAllByText(said).length).toBeGreaterThan(0);
      if (isGone) expect(within(card).getByText('Gone in ConnectWise')).toBeTruthy();
      if (said !== 'Linked') expect(screen.queryByText('Linked')).toBeNull();
      view.unmount();
    }
    // Which way is closed, and what is not on its way.
    for (const [facts, issues, means] of [
      [{ direction: 'OUT' }, 1, /^What changes here waits .* What changes in ConnectWise still comes in/],
      [{ direction: 'IN' }, 1, /^What changes in ConnectWise waits .* What changes here is still sent/],
      [{ direction: 'IN', code: 'forecast_unread' }, 1, /^Its amount alone is concerned/],
      [{ isStopped: true }, 0, /^A change waits here: nothing is sent/],
      [{ notTakenIn: 'Ann paused it' }, 0, /ConnectWise has other values, which did not come in: Ann paused it/],
    ] as const) {
      const view = show('isStopped' in facts, issues, facts);
      const card = await screen.findByRole('region', { name: 'ConnectWise' });
      expect(await within(card).findByText(means)).toBeTruthy();
      expect(within(card).queryByText('None known') === null).toBe('notTakenIn' in facts);
      view.unmount();
    }
  });

  it.each([
    [
      'SUPPORT',
      'PULL_NEW_PUSH_WON',
      /^Not sent: phone\. The sync mode “pull new, push won” sends no edits .* Ask an administrator of your workspace\./,
    ],
    [
      'ADMIN',
      'PULL_NEW_PUSH_WON',
      /^Not sent: phone\. The sync mode “pull new, push won” sends no edits of a linked record\./,
    ],
    ['ADMIN', 'REAL_TIME', /^Not sent: phone\. The direction of these fields keeps them here/],
  ] as const)(
    'tells %s in mode %s why an edit stays here, and where that is set or who may',
    async (role, mode, says) => {
      renderApp(
        `/clients/${id(1)}`,
        {
          Query: {
            syncSettings: () => ({ ...settings, mode }),
            client: () => client({ link: link('COMPANY', '250') }),
            recordStanding: () => ({
              link: { ...linkedPair, differing: ['phone'], heldEdits: ['phone'] },
              ...{ standing: 'LINKED', neverSynced: null, isPending: false, isStopped: false },
            }),
            issues: () => ({ items: [], totalCount: 0 }),
          },
        },
        role,
      );
      const card = await screen.findByRole('region', { name: 'ConnectWise' });
      expect(await within(card).findByText(says)).toBeTruthy();
      const byDirection = mode === 'REAL_TIME';
      const way = within(card).getByRole('link', {
        name: byDirection ? 'See the directions of fields' : 'See the sync mode',
      });
      expect(way.getAttribute('href')).toBe(`/integrations/setup/scope${byDirection ? '#directions' : ''}`);
    },
  );

  it('asks anew how the record stands when something happened to it', async () => {
    const standing = { isPending: true };
    const { api } = renderApp(`/clients/${id(1)}`, {
      Query: {
        syncSettings: () => null,
        client: () => client({ link: link('COMPANY', '250') }),
        recordStanding: () => ({
          ...{ link: null, neverSynced: null, isPending: standing.isPending, isStopped: false },
          standing: standing.isPending ? 'PENDING' : 'NOT_SENT',
        }),
        issues: () => ({ items: [], totalCount: 0 }),
        auditEvents: () => onePage([]),
      },
    });
    expect(await screen.findByText('Pending')).toBeTruthy();
    await waitFor(() => expect(api.subscriptions.map((one) => one.field)).toContain('auditEventAdded'));
    standing.isPending = false;
    await api.push('auditEventAdded', auditEvent({ id: id(603), cursor: 'c603', description: 'Updated phone.' }));
    await waitFor(() => expect(screen.queryByText('Pending')).toBeNull());
  });

  it('says that a client does not exist', async () => {
    renderApp(`/clients/${id(9)}`, { Query: { syncSettings: () => null, client: () => null } });
    expect(await screen.findByText('This client does not exist')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'All clients' }).getAttribute('href')).toBe('/clients');
  });

  it('says what failed', async () => {
    renderApp(`/clients/${id(1)}`, {
      Query: { syncSettings: () => null, client: () => failure('The database is being restarted.') },
    });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });
});
