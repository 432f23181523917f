import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../../testing/mock-api.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const path = '/integrations/history';
const changes = [{ field: 'mode', label: 'Mode', from: 'Real time', to: 'Only from ConnectWise' }];
const preview = { changes, matched: [], unresolved: [], options: [], isApplied: false, problems: [] };
const options = [
  {
    kind: 'rating',
    word: 'rating',
    options: [
      { id: '3', label: 'Warm' },
      { id: '4', label: 'Hot' },
    ],
  },
];
const unresolved = [
  {
    kind: 'rating',
    field: 'defaults.ratingId',
    id: '77',
    label: 'Lukewarm',
    reason: 'Nothing here is called "Lukewarm".',
    isOmitted: false,
    suggestedId: null,
  },
];
const file = (content: string): File => new File([content], 'settings.json', { type: 'application/json' });
const chooser = (): HTMLInputElement => document.querySelector('input[type="file"]') as HTMLInputElement;

describe('the settings history', () => {
  it('tells who changed what, revision by revision', async () => {
    renderApp(path, { Query: syncAnswers });
    const newest = await screen.findByRole('listitem', { name: 'Revision 3' });
    expect(newest.textContent).toContain('In force');
    expect(newest.textContent).toContain('Ana Ruiz');
    expect(newest.textContent).toContain('Stage for Quoted');
    expect(newest.textContent).toContain('2.Qualification');
    expect(newest.textContent).toContain('3.Quote');
    expect(within(newest).queryByRole('button')).toBeNull();
    expect(screen.getByRole('listitem', { name: 'Revision 2' }).textContent).toContain('Restored revision 1.');
  });

  it('R43: tells of an import of tax codes, and that there is nothing to restore of it', async () => {
    renderApp(path, { Query: syncAnswers });
    const entry = await screen.findByRole('listitem', { name: 'Import of tax codes' });
    expect(entry.textContent).toContain('Jon Bell');
    expect(entry.textContent).toContain('Imported 2 tax codes');
    expect(entry.textContent).toContain('Taxable rate of Georgia');
    expect(entry.textContent).toContain('6.5 %');
    expect(entry.textContent).toContain('Cannot be restored: tax regions are records of the CRM');
    expect(within(entry).queryByRole('button')).toBeNull();
  });

  it('restores an earlier one after asking', async () => {
    const { user, api } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { restoreSettings: () => ({ settings: { revision: 4 }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Restore revision 2' }));
    const dialog = await screen.findByRole('dialog', { name: 'Restore revision 2?' });
    expect(api.callsOf('RestoreSettings')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Restore' }));
    await waitFor(() => expect(api.callsOf('RestoreSettings')[0]?.variables).toEqual({ revision: 2 }));
    expect(await screen.findByText('The settings are as in revision 2 again.')).toBeTruthy();
  });

  it('says in the dialog what keeps it from being restored', async () => {
    const problems = [
      { code: 'inactive_option', field: 'defaults.ratingId', message: 'The rating "Hot" is inactive in ConnectWise.' },
    ];
    const { user } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { restoreSettings: () => ({ settings: null, problems }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Restore revision 2' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Restore' }));
    expect(await within(dialog).findByText('The rating "Hot" is inactive in ConnectWise.')).toBeTruthy();
  });

  it('shows what an import would change before it is applied', async () => {
    const { user, api } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { importSettings: ({ apply }) => ({ ...preview, isApplied: apply }) },
    });
    await screen.findByRole('listitem', { name: 'Revision 3' });
    await user.upload(chooser(), file('{"format":"causeway-settings"}'));
    const dialog = await screen.findByRole('dialog', { name: 'Import settings.json' });
    expect(await within(dialog).findByText('Only from ConnectWise')).toBeTruthy();
    expect(api.callsOf('ImportSettings').map((call) => call.variables.apply)).toEqual([false]);
    await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
    expect(await screen.findByText(/Settings imported/)).toBeTruthy();
    expect(api.callsOf('ImportSettings').at(-1)?.variables).toEqual({
      document: { format: 'causeway-settings' },
      apply: true,
      leaveOut: false,
      choices: [],
    });
  });

  it('does not apply while something was not found, unless it is left out', async () => {
    const { user } = renderApp(path, {
      Query: syncAnswers,
      Mutation: {
        importSettings: ({ leaveOut }) => ({
          ...preview,
          unresolved,
          options,
          problems: leaveOut ? [] : [{ code: 'unresolved', field: 'defaults.ratingId', message: 'Not found.' }],
        }),
      },
    });
    await screen.findByRole('listitem', { name: 'Revision 3' });
    await user.upload(chooser(), file('{}'));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/Nothing here is called "Lukewarm"/)).toBeTruthy();
    expect((within(dialog).getByRole('button', { name: 'Apply' }) as HTMLButtonElement).disabled).toBe(true);
    await user.click(within(dialog).getByRole('checkbox', { name: 'Leave it out' }));
    await waitFor(() =>
      expect((within(dialog).getByRole('button', { name: 'Apply' }) as HTMLButtonElement).disabled).toBe(false),
    );
  });

  it('takes by keyboard what was chosen in place of something that was not found', async () => {
    const matched = [{ ...unresolved[0], newId: '4', newLabel: 'Hot' }];
    const { user, api } = renderApp(path, {
      Query: syncAnswers,
      Mutation: {
        importSettings: ({ apply, choices }) => ({
          ...preview,
          options,
          isApplied: apply,
          ...(choices.length > 0
            ? { matched }
            : { unresolved, problems: [{ code: 'unresolved', field: 'defaults.ratingId', message: 'Not found.' }] }),
        }),
      },
    });
    await screen.findByRole('listitem', { name: 'Revision 3' });
    await user.upload(chooser(), file('{}'));
    const dialog = await screen.findByRole('dialog');
    const select = await within(dialog).findByRole('combobox', { name: 'Here for rating "Lukewarm"' });
    expect((select as HTMLInputElement).value).toBe('');
    select.focus();
    await user.keyboard('Hot{ArrowDown}{Enter}');
    expect((select as HTMLInputElement).value).toBe('Hot');
    await waitFor(() =>
      expect((within(dialog).getByRole('button', { name: 'Apply' }) as HTMLButtonElement).disabled).toBe(false),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(api.callsOf('ImportSettings').at(-1)?.variables).toMatchObject({
        apply: true,
        leaveOut: false,
        choices: [{ kind: 'rating', id: '77', newId: '4' }],
      }),
    );
  });

  it('has what is called exactly the same chosen already, and lets it be left out', async () => {
    const matched = [{ ...unresolved[0], label: 'Hot', newId: '4', newLabel: 'Hot', suggestedId: '4' }];
    const { user, api } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { importSettings: () => ({ ...preview, options, matched }) },
    });
    await screen.findByRole('listitem', { name: 'Revision 3' });
    await user.upload(chooser(), file('{}'));
    const dialog = await screen.findByRole('dialog');
    const found = await within(dialog).findByRole('region', { name: 'Found by name' });
    const select = within(found).getByRole('combobox', { name: 'Here for rating "Hot"' });
    expect((select as HTMLInputElement).value).toBe('Hot');
    await user.click(select);
    await user.click(await screen.findByRole('option', { name: 'Leave it out' }));
    await waitFor(() =>
      expect(api.callsOf('ImportSettings').at(-1)?.variables.choices).toEqual([
        { kind: 'rating', id: '77', newId: null },
      ]),
    );
  });

  it('says so when a file is no JSON', async () => {
    const { user, api } = renderApp(path, { Query: syncAnswers });
    await screen.findByRole('listitem', { name: 'Revision 3' });
    await user.upload(chooser(), file('not json'));
    expect(await screen.findByText(/This file is not JSON/)).toBeTruthy();
    expect(api.callsOf('ImportSettings')).toEqual([]);
  });

  it('tells support why they cannot restore or import', async () => {
    renderApp(path, { Query: syncAnswers }, 'SUPPORT');
    for (const name of ['Restore revision 2', 'Import'])
      expect((await screen.findByRole('button', { name })).getAttribute('aria-description')).toContain(
        'Only administrators can change this',
      );
  });

  it('has a beginning, and an error with a way on', async () => {
    const empty = { items: [], pageInfo: { endCursor: null, hasNextPage: false } };
    const { unmount } = renderApp(path, { Query: { ...syncAnswers, settingsRevisions: () => empty } });
    expect(await screen.findByText('No settings yet')).toBeTruthy();
    unmount();
    renderApp(path, { Query: { ...syncAnswers, settingsRevisions: () => failure('The database is busy.') } });
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it.each(['/integrations', '/integrations/setup/scope'])('is reached from %s', async (from) => {
    const { user, router } = renderApp(from, { Query: syncAnswers });
    await user.click(await screen.findByRole('link', { name: 'Settings history' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(path));
  });
});
