import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, type Resolvers } from '../../../testing/mock-api.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { sampleDefaults, sampleSettings } from '../../../testing/settings-samples.ts';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const path = '/integrations/setup/scope';
const started = { ...sampleSettings, startedAt: '2026-11-20T09:00:00.000Z' };
const saves = { saveSyncSettings: () => ({ settings: { ...sampleSettings, revision: 4 }, problems: [] }) };
const open = (query: object = {}, mutation: Resolvers['Mutation'] = saves, role: 'ADMIN' | 'VIEWER' = 'ADMIN') =>
  renderApp(path, { Query: { ...syncAnswers, ...query }, Mutation: mutation ?? {} }, role);
const preview = (more: object = {}) => ({
  preview: {
    mode: 'REAL_TIME',
    sentences: ['7 linked records were changed here before and not sent.'],
    unpushedEdits: 7,
    newHere: 2,
    skippedByMode: 3,
    heldPushes: 0,
    incoming: 4,
    ...more,
  },
  problems: [],
});

/** What this page edits of the options; a save leaves the others as they are. */
const { reconcile: _, ...scopeOptions } = sampleSettings.options;

describe('the mode', () => {
  it('A23: shows what passes, kind by kind, and when, without promising more than is so', async () => {
    const { user } = open({
      syncSettings: () => started,
      modePreview: () => preview(),
      integrationHealth: () => ({
        tone: 'ok',
        sentence: '',
        openIssues: 0,
        pendingPushes: 0,
        entities: [],
        nextPullAt: '2026-11-23T10:45:00.000Z',
      }),
    });
    const table = await screen.findByRole('table', { name: 'What passes in this mode' });
    const row = (name: string) =>
      within(within(table).getByRole('rowheader', { name }).closest('tr') as HTMLElement)
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(row('Clients, contacts, products')).toEqual(['Yes', 'No', 'With a win', 'No']);
    expect(row('Opportunities')).toEqual(['Yes', 'No', 'With a win', 'With a win']);
    const local = new Date('2026-11-23T10:45:00.000Z').toLocaleTimeString('en-US', {
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(screen.getByLabelText('Timing').textContent).toBe(
      `To ConnectWise: at once, when an opportunity is won. From ConnectWise: every 15 minutes, next at ${local}.`,
    );
    await user.click(screen.getByRole('radio', { name: 'Real time' }));
    expect(row('Clients, contacts, products')).toEqual(['Yes', 'Yes', 'Yes', 'Yes']);
    expect(row('Documents and notes')).toEqual(['No', 'No', 'With a win', 'No']);
    expect(screen.getByLabelText('Timing').textContent).toMatch(/^To ConnectWise: at once\. From ConnectWise: every/);
  });

  it('promises no more than is so of when changes come in: at once while callbacks work', async () => {
    open({ callbacks: () => ({ state: 'ACTIVE' }) });
    expect((await screen.findByLabelText('Timing')).textContent).toMatch(
      /From ConnectWise: at once, by callbacks\. A poll checks every 15 minutes/,
    );
  });

  it('asks before changes that are not saved are left behind', async () => {
    const { user, router } = open();
    await user.click(await screen.findByRole('radio', { name: 'Real time' }));
    await user.click(screen.getByRole('link', { name: 'Audit log' }));
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(dialog).getByRole('button', { name: 'Stay' }));
    expect(router.state.location.pathname).toBe(path);
    expect(screen.getByRole('radio', { name: 'Real time' }).getAttribute('aria-checked')).toBe('true');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    await user.click(screen.getByRole('link', { name: 'Audit log' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/audit'));
  });

  it('R19: says before saving what will happen', async () => {
    const { user, api } = open({ modePreview: () => preview() });
    await user.click(await screen.findByRole('radio', { name: 'Real time' }));
    const note = await screen.findByRole('status', { name: 'Once this is saved' });
    await within(note).findByText('7 linked records were changed here before and not sent.');
    expect(api.callsOf('ModePreview')[0]?.variables).toEqual({ mode: 'REAL_TIME' });
    expect(api.callsOf('SaveSyncSettings')).toEqual([]);
  });

  it('R19: catches up on what is chosen, after its counts were shown', async () => {
    const { user, api } = open(
      { syncSettings: () => started, modePreview: () => preview({ mode: 'PULL_NEW_PUSH_WON' }) },
      { catchUp: () => ({ edits: 7, newRecords: 2, changes: 0, problems: [] }) },
    );
    await user.click(await screen.findByRole('button', { name: 'Catch up' }));
    const dialog = await screen.findByRole('dialog', { name: 'Catch up' });
    expect(await within(dialog).findByRole('checkbox', { name: /not sent: 7/ })).toBeTruthy();
    await user.click(within(dialog).getByRole('checkbox', { name: /a mode skipped: 3/ }));
    await user.click(within(dialog).getByRole('checkbox', { name: /not in ConnectWise: 2/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Catch up' }));
    await waitFor(() =>
      expect(api.callsOf('CatchUp')[0]?.variables).toEqual({
        input: { edits: true, changes: false, newRecords: true },
      }),
    );
  });

  it('A5: offers to send losses where only wins are sent', async () => {
    const { user, api } = open();
    await user.click(await screen.findByRole('switch', { name: /Also send lost opportunities/ }));
    await user.click(await screen.findByText('Save settings'));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: { options: { ...scopeOptions, pushLost: true } },
      }),
    );
  });

  it('lets documents open from ConnectWise without a session, for some days, and ends all such links', async () => {
    const documentLinks = { isOn: true, expireAfterDays: 30 };
    const saved = { ...sampleSettings, revision: 4, options: { ...sampleSettings.options, documentLinks } };
    const { user, api } = open(
      {},
      {
        saveSyncSettings: () => ({ settings: saved, problems: [] }),
        revokeAllDocumentLinks: () => ({ revoked: 2, problems: [] }),
      },
    );
    expect(screen.queryByText('Revoke all links')).toBeNull();
    await user.click(await screen.findByRole('switch', { name: /Documents open from ConnectWise/ }));
    await user.type(await screen.findByLabelText('New links expire after days'), '30');
    await user.click(await screen.findByText('Save settings'));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: { options: { ...scopeOptions, documentLinks } },
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Revoke all links' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Revoke all links' }));
    expect(await screen.findByText('2 links revoked.')).toBeTruthy();
    expect(api.callsOf('RevokeAllDocumentLinks')).toHaveLength(1);
  });

  it('A18: asks whose value stands where both sides are changed', async () => {
    const { user } = open({ modePreview: () => preview() });
    await user.click(await screen.findByLabelText('Real time'));
    expect(await screen.findByText('When both sides changed the same field')).toBeTruthy();
    expect(screen.queryByText('Also send lost opportunities')).toBeNull();
  });
});

describe('the filters', () => {
  const test = (more: object = {}) => ({
    test: {
      matching: 12,
      excluded: 8,
      lookedAt: 20,
      total: 20,
      isCapped: false,
      passing: [{ id: '1', name: 'Harbor Dental', rule: null, reason: null }],
      excludedSamples: [
        {
          id: '2',
          name: 'Cable & Co',
          rule: 'company.in.type',
          reason: 'its type is Vendor, and only Client is synced',
        },
      ],
      ...more,
    },
    problems: [],
  });
  const group = () => screen.findByRole('region', { name: 'Filters of clients' });

  it('R22: add a rule, try it, see counts and the reason of what is excluded, and save it', async () => {
    const { user, api } = open({ testFilter: () => test() });
    const clients = await group();
    expect(clients.textContent).toContain(
      'All, except deleted and merged ones, and those whose status is inactive or not approved.',
    );
    await user.click(within(clients).getByRole('button', { name: 'Add rule for clients' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Type' }));
    await user.click(await within(clients).findByRole('combobox', { name: 'Type of clients: values' }));
    await user.click(await screen.findByRole('option', { name: 'Client' }));
    await user.click(within(clients).getByRole('button', { name: 'Test the filters of clients' }));
    const result = await within(clients).findByRole('status', { name: 'Result of the test' });
    await within(result).findByText('12 pass, 8 are excluded');
    expect(result.textContent).toContain('Cable & Co: its type is Vendor, and only Client is synced');
    const rule = { entity: 'COMPANY', direction: 'IN', field: 'TYPE', operator: 'IS', values: ['1'] };
    expect(api.callsOf('FilterTest')[0]?.variables).toEqual({
      entity: 'COMPANY',
      direction: 'IN',
      rules: [rule],
      inactiveCompanies: 'EXCLUDE',
    });
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() => expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({ input: { filters: [rule] } }));
  });

  it('say when not all records were looked at, and when the test failed', async () => {
    const { user, api } = open({ testFilter: () => test({ isCapped: true, lookedAt: 20_000, total: 31_204 }) });
    const button = async () => within(await group()).getByRole('button', { name: 'Test the filters of clients' });
    await user.click(await button());
    expect(await screen.findByText('Of the first 20,000 of 31,204 records.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close the result' }));
    api.answer('Query', 'testFilter', () => failure('ConnectWise is away.'));
    await user.click(await button());
    expect((await screen.findByRole('alert')).textContent).toContain('ConnectWise is away.');
  });

  it('put what the server refuses at the rule', async () => {
    const filters = [
      { id: 'company.in.type', entity: 'COMPANY', direction: 'IN', field: 'TYPE', operator: 'IS', values: ['9'] },
    ];
    const problems = [{ code: 'unknown_option', field: 'filters.0.values', message: 'There is no type with ID 9.' }];
    const { user } = open(
      { syncSettings: () => ({ ...sampleSettings, filters }) },
      { saveSyncSettings: () => ({ settings: null, problems }) },
    );
    const clients = await group();
    expect(within(clients).getByText('#9 (no longer there)')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Only from ConnectWise' }));
    await user.click(await screen.findByRole('button', { name: 'Save settings' }));
    expect(await within(clients).findByText('There is no type with ID 9.')).toBeTruthy();
  });

  it('have no fields on the way out that the CRM does not know', async () => {
    const { user } = open();
    await group();
    await user.click(screen.getByRole('radio', { name: 'To ConnectWise' }));
    const opportunities = await screen.findByRole('region', { name: 'Filters of opportunities' });
    await user.click(within(opportunities).getByRole('button', { name: 'Add rule for opportunities' }));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map((item) => item.textContent)).toEqual(['Stage', 'Sales rep', 'Created']);
  });
});

describe('bundles', () => {
  it('R20: show one sample in all three ways, with equal totals, and save the chosen one', async () => {
    const { user, api } = open();
    for (const label of ['single product', 'child products', 'bundle']) {
      const table = await screen.findByRole('table', { name: `Sample as ${label}` });
      expect(table.textContent).toContain('Total$2,398.00');
    }
    expect(screen.getByRole('table', { name: 'Sample as child products' }).textContent).toContain(
      '4 × Office licence$479.92',
    );
    await user.click(screen.getByRole('radio', { name: 'Child products' }));
    await user.click(await screen.findByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({ input: { bundleMode: 'CHILD_PRODUCTS' } }),
    );
  });
});

describe('defaults', () => {
  const unchosen = { ...sampleDefaults, locationId: null, departmentId: null };
  const undecided = () => ({ ...sampleSettings, chosenDefaults: unchosen });

  it('R24: propose a location and a business unit, and save them only on a click', async () => {
    const { user, api } = open({ syncSettings: undecided });
    expect(await screen.findByText(/Location and business unit are proposed/)).toBeTruthy();
    expect(screen.getByText('Some changes are not saved.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables.input).toMatchObject({
        defaults: { locationId: '2', departmentId: '10', statusId: null },
      }),
    );
  });

  it('offer only the business units of the location', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('combobox', { name: /^Location/ }));
    await user.click(await screen.findByRole('option', { name: 'Orlando Office' }));
    const unit = screen.getByRole('combobox', { name: /^Business unit/ });
    expect((unit as HTMLInputElement).value).toBe('Services');
    await user.click(unit);
    expect(screen.queryByRole('option', { name: 'Sales', hidden: false })).toBeNull();
  });

  it('A8: take the days to the close date, a contact and a CRM stage', async () => {
    const { user, api } = open();
    const days = await screen.findByRole('textbox', { name: /Days to the close date/ });
    await user.clear(days);
    await user.type(days, '14');
    await user.type(screen.getByRole('textbox', { name: 'Contact' }), 'Front Desk');
    await user.click(screen.getByRole('combobox', { name: 'CRM stage' }));
    expect(screen.queryByRole('option', { name: 'Won', hidden: false })).toBeNull();
    await user.click(await screen.findByRole('option', { name: 'Quoted', hidden: false }));
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables.input).toMatchObject({
        defaults: { closeDateOffsetDays: 14, contactName: 'Front Desk', localStageId: 's1' },
      }),
    );
  });

  it('tell a viewer why they cannot be changed', async () => {
    open({ syncSettings: undecided }, {}, 'VIEWER');
    expect(await screen.findByText(/Only administrators can change this/)).toBeTruthy();
    expect(screen.queryByText('Some changes are not saved.')).toBeNull();
    expect((screen.getByRole('combobox', { name: /^Rating/ }) as HTMLInputElement).matches(':disabled')).toBe(true);
  });
});

describe('R22: companies that are not in use', () => {
  const standings = () => [
    { statusId: '2', label: 'Inactive', count: 1_120 },
    { statusId: '3', label: 'Not-Approved', count: 4 },
  ];

  it('are asked about with their numbers, excluded unless somebody wants them', async () => {
    const { user, api } = open({ companyStandings: standings });
    const question = await screen.findByRole('region', { name: 'Companies that are not in use' });
    const counts = within(question).getAllByRole('listitem');
    expect(counts.map(({ textContent }) => textContent)).toEqual(['Inactive: 1,120', 'Not-Approved: 4']);
    const choice = within(question).getByRole('radiogroup', { name: 'Should they become clients?' });
    expect((within(choice).getByRole('radio', { name: /^No, exclude/ }) as HTMLInputElement).checked).toBe(true);
    await user.click(within(choice).getByRole('radio', { name: 'Yes, let them come in' }));
    const clients = screen.getByRole('region', { name: 'Filters of clients' });
    expect(clients.textContent).toContain('All, except deleted and merged ones.');
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: { options: { ...scopeOptions, inactiveCompanies: 'SYNC' } },
      }),
    );
  });

  it('are not asked about once a rule is about the status, or where there are none', async () => {
    const filters = [
      { id: 'company.in.status', entity: 'COMPANY', direction: 'IN', field: 'STATUS', operator: 'IS', values: ['1'] },
    ];
    open({ syncSettings: () => ({ ...sampleSettings, filters }), companyStandings: standings });
    const clients = await screen.findByRole('region', { name: 'Filters of clients' });
    expect(clients.textContent).toContain('Also not: deleted and merged ones.');
    expect(screen.queryByRole('region', { name: 'Companies that are not in use' })).toBeNull();
  });
});
