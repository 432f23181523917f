import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { broken, link, query, same } from '../../testing/link-samples.ts';
import { pageOf } from '../../testing/page-samples.ts';
import { renderApp } from '../../testing/render-app.tsx';

describe('the links', () => {
  it('are narrowed by when they were made and last synced, in the address', async () => {
    const { user, api, router } = renderApp('/links?linked=..2026-11-30', { Query: query });
    await screen.findByRole('table', { name: 'Links' });
    expect(api.callsOf('EntityLinks')[0]?.variables.filter).toMatchObject({
      createdAfter: null,
      createdBefore: new Date(2026, 11, 1).toISOString(),
      syncedAfter: null,
    });
    await user.click(screen.getByRole('combobox', { name: 'Date of the last sync' }));
    await user.click(await screen.findByRole('option', { name: 'Not synced for 30 days' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ linked: '..2026-11-30', synced: 'older' }));
    await waitFor(() =>
      expect(api.callsOf('EntityLinks').at(-1)?.variables.filter).toMatchObject({
        syncedAfter: null,
        syncedBefore: expect.stringMatching(/Z$/),
      }),
    );
  });

  it('list conflicts by state, kind of record and in an order that is chosen', async () => {
    const { user, api, router } = renderApp('/links?tab=conflicts&conflict=OPEN', { Query: query });
    await screen.findByText('No conflict matches');
    expect(api.callsOf('Conflicts')[0]?.variables).toMatchObject({
      filter: { state: 'OPEN', entity: null },
      orderBy: null,
    });
    await user.click(screen.getByRole('combobox', { name: 'Order' }));
    await user.click(await screen.findByRole('option', { name: 'Last decided first' }));
    await waitFor(() =>
      expect(api.callsOf('Conflicts').at(-1)?.variables).toMatchObject({ orderBy: 'DECIDED', descending: true }),
    );
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() =>
      expect(router.state.location.search).toEqual({ tab: 'conflicts', sort: 'DECIDED', desc: true }),
    );
    expect(await screen.findByText('No field was changed on both sides')).toBeTruthy();
  });

  it('find companies and contacts that were merged, and relink those that are picked', async () => {
    const lost = {
      ...{ survivorId: '8', survivorName: 'Birch', because: 'In ConnectWise 2 of its records are there now.' },
      linkedTo: { localId: 'x', name: 'Birch' },
    };
    const mergeSurvivors = () => [
      { ...lost, linkId: 'l1', entity: 'COMPANY', localId: 'c1', name: 'Alder', remoteId: '1' },
      {
        ...lost,
        linkId: 'l2',
        entity: 'CONTACT',
        localId: 'k1',
        name: 'Ann Lee',
        remoteId: '2',
        linkedTo: null,
        survivorName: 'Ann Lee',
      },
      {
        ...lost,
        linkId: 'l3',
        entity: 'CONTACT',
        localId: 'k2',
        name: 'Bo',
        remoteId: '3',
        survivorId: null,
        survivorName: null,
        linkedTo: null,
      },
    ];
    const entityLinkCounts = () => [
      { entity: 'COMPANY', state: 'BROKEN', count: 1 },
      { entity: 'CONTACT', state: 'BROKEN', count: 2 },
    ];
    const { user, api } = renderApp('/links', {
      Query: { ...query, entityLinkCounts, mergeSurvivors },
      Mutation: { relinkToSurvivors: () => [{ action: { id: 'a1', description: 'Done.' }, note: null, problems: [] }] },
    });
    expect(
      await screen.findByText('1 client has lost its company in ConnectWise, 2 contacts are gone from ConnectWise'),
    ).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Find merged companies and contacts' }));
    expect(await screen.findByRole('checkbox', { name: 'Client Alder: merge into "Birch"' })).toBeTruthy();
    expect(screen.getByRole('checkbox', { name: 'Contact Ann Lee: relink to "Ann Lee" (8)' })).toBeTruthy();
    expect((screen.getByRole('checkbox', { name: 'Contact Bo: not known' }) as HTMLInputElement).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Relink 2' }));
    await waitFor(() => expect(api.callsOf('RelinkToSurvivors')[0]?.variables).toEqual({ linkIds: ['l1', 'l2'] }));
  });

  it('are told also where only contacts are gone', async () => {
    const entityLinkCounts = () => [{ entity: 'CONTACT', state: 'BROKEN', count: 1 }];
    renderApp('/links', { Query: { ...query, entityLinkCounts } });
    expect(await screen.findByText('1 contact is gone from ConnectWise')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Find merged companies and contacts' })).toBeTruthy();
  });

  it('tell what differs for good in plain words, and are narrowed to it', async () => {
    const asked: unknown[] = [];
    const entityLinks = ({ filter }: { filter: { difference: string | null } }) => {
      asked.push(filter.difference);
      return pageOf([
        link(1, { differing: ['city', 'phone'], heldEdits: ['city'] }),
        link(2, { byChoice: ['stage'] }),
        link(3),
      ]);
    };
    renderApp('/links?differs=ANY', { Query: { ...query, entityLinks } });
    expect(await screen.findByText('Not sent: phone. Kept here: city')).toBeTruthy();
    expect(screen.getByText('Differs by choice: stage')).toBeTruthy();
    expect(screen.queryByText('None known')).toBeNull();
    expect(asked).toEqual(['ANY']);
    expect((screen.getByRole('combobox', { name: 'Differences' }) as HTMLInputElement).value).toBe('Differ for good');
  });

  it('show both names, the state and what differs, and keep their filters in the address', async () => {
    const { user, api } = renderApp('/links?state=BROKEN', { Query: query });
    const table = await screen.findByRole('table', { name: 'Links' });
    expect(within(table).getByText('Client 1')).toBeTruthy();
    expect(within(table).getByText('Company 1')).toBeTruthy();
    expect(within(table).getByText('Not sent: phone')).toBeTruthy();
    await waitFor(() =>
      expect(api.callsOf('EntityLinks')[0]?.variables.filter).toMatchObject({ states: ['BROKEN'], entity: null }),
    );
    await user.type(screen.getByRole('searchbox', { name: 'Search links' }), 'acme{Enter}');
    await waitFor(() => expect(api.callsOf('EntityLinks').at(-1)?.variables.filter).toMatchObject({ text: 'acme' }));
  });

  it('show the worst of link, issue and push, and are narrowed to those that fail', async () => {
    const { api } = renderApp('/links?state=FAILING', {
      Query: {
        ...query,
        entityLinks: () =>
          pageOf([
            link(1, { standing: 'FAILING' }),
            link(2, { standing: 'PENDING' }),
            link(3),
            link(4, { standing: 'FAILING', state: 'BROKEN' }),
            link(5, { standing: 'PENDING', isGoneThere: true }),
          ]),
      },
    });
    const table = await screen.findByRole('table', { name: 'Links' });
    const stateOf = (name: string) => within(table).getByText(name).closest('tr')?.textContent;
    expect(stateOf('Client 1')).toContain('Failing');
    expect(stateOf('Client 1')).not.toContain('Linked');
    expect(stateOf('Client 2')).toContain('Pending');
    expect(stateOf('Client 3')).toContain('Linked');
    // The word under which the server lists them, and how the link stands beside it.
    expect(stateOf('Client 4')).toMatch(/Failing.*Broken/);
    expect(stateOf('Client 5')).toMatch(/Pending.*Gone in ConnectWise/);
    expect(api.callsOf('EntityLinks')[0]?.variables.filter).toMatchObject({ states: null, standing: 'FAILING' });
  });

  it('offer no undo that can only fail, and say why', async () => {
    const action = (n: number, undoBlock: string | null) => ({
      ...{
        id: `a${n}`,
        kind: 'PAUSE',
        entity: 'COMPANY',
        localId: 'c1',
        remoteId: '1',
        name: `Change ${n}`,
        reason: null,
      },
      ...{
        by: 'Ana Ruiz',
        at: '2026-11-23T09:00:00.000Z',
        description: `Change ${n} was done.`,
        undoneAt: null,
        undoneBy: null,
      },
      undoBlock,
    });
    const { user, api } = renderApp('/links?tab=changes', {
      Query: { ...query, linkActions: () => pageOf([action(2, null), action(1, 'LATER_CHANGE')]) },
    });
    const blocked = await screen.findByRole('button', { name: 'Undo the change of Change 1' });
    expect(blocked.getAttribute('aria-description')).toBe('Undo the later change of this record first.');
    await user.click(blocked);
    expect(api.callsOf('UndoLinkAction')).toEqual([]);
    expect(
      screen.getByRole('button', { name: 'Undo the change of Change 2' }).getAttribute('aria-disabled'),
    ).toBeNull();
  });

  it('say of a field that differs for now what becomes of it, and lead from the state to its issue', async () => {
    const failing = link(1, { standing: 'FAILING' });
    const fields = [{ ...same, crm: 'Miami', differs: true, winner: 'CRM' }];
    renderApp('/links?link=l1', {
      Query: {
        ...query,
        entityLink: () => failing,
        recordStanding: () => ({
          link: failing,
          standing: 'FAILING',
          neverSynced: null,
          isPending: false,
          isStopped: false,
        }),
        issues: () => ({
          ...pageOf([
            {
              id: 'i1',
              entity: 'COMPANY',
              code: 'forbidden',
              message: 'Refused.',
              recordName: 'Client 1',
              direction: 'OUT',
            },
          ]),
          totalCount: 1,
        }),
        linkComparison: () => ({ isGoneThere: false, remoteName: null, fields, problems: [] }),
      },
    });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByText('Differs: an open issue holds it up')).toBeTruthy();
    expect((await within(drawer).findByRole('link', { name: '1 open issue' })).getAttribute('href')).toBe('/issues/i1');
  });

  it('offer for several what fits each of them, syncing and a file among it', async () => {
    const { user, api } = renderApp('/links', {
      Query: {
        ...query,
        entityLinks: () => pageOf([broken, link(2), link(3, { state: 'PAUSED' }), link(4, { entity: 'CONTACT' })]),
      },
      Mutation: { syncRecords: () => ({ changed: 0, sent: 0, gone: 0, left: 0, problems: [] }) },
    });
    const choose = async (name: string) => user.click(await screen.findByRole('checkbox', { name: `Select ${name}` }));
    const offered = () =>
      within(screen.getByRole('region', { name: 'Selected links' }))
        .getAllByRole('button')
        .map(({ textContent }) => textContent);
    await choose('Client 1');
    expect(offered()).toEqual(['Export as CSV', 'Recreate in ConnectWise', 'Unlink', 'Never sync', 'Clear selection']);
    await choose('Client 3');
    expect(offered()).toEqual(['Export as CSV', 'Unlink', 'Never sync', 'Clear selection']);
    await user.click(screen.getByRole('button', { name: 'Clear selection' }));
    await choose('Client 2');
    await choose('Client 4');
    expect(offered()).toEqual(['Sync now', 'Export as CSV', 'Pause', 'Unlink', 'Never sync', 'Clear selection']);
    await user.click(screen.getByRole('button', { name: 'Sync now' }));
    await waitFor(() =>
      expect(api.callsOf('SyncRecords').map(({ variables }) => variables)).toEqual([
        { entity: 'COMPANY', localIds: ['c2'] },
        { entity: 'CONTACT', localIds: ['c4'] },
      ]),
    );
  });

  it('say what an action does before it is done, and ask for a reason', async () => {
    const { user, api } = renderApp('/links?link=l1', {
      Query: query,
      Mutation: { changeLink: () => ({ action: null, note: null, problems: [] }) },
    });
    const drawer = await screen.findByRole('dialog', { name: 'Link' });
    expect(await within(drawer).findByText(/ConnectWise does not have the record any more/)).toBeTruthy();
    await user.click(within(drawer).getByRole('button', { name: 'Never sync' }));
    const dialog = await screen.findByRole('dialog', { name: 'Never sync Client 1?' });
    expect(await within(dialog).findByText('Client "Client 1" is paused.')).toBeTruthy();
    const confirm = within(dialog).getByRole('button', { name: 'Never sync' });
    expect(confirm).toHaveProperty('disabled', true);
    await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'internal');
    await user.click(confirm);
    await waitFor(() =>
      expect(api.callsOf('ChangeLink')[0]?.variables.input).toEqual({
        action: 'NEVER_SYNC',
        entity: 'COMPANY',
        localId: 'c1',
        reason: 'internal',
      }),
    );
    expect(await screen.findByText('It is never synced from now on.')).toBeTruthy();
  });
});
