import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../../testing/render-app.tsx';
import { sampleSettings } from '../../../testing/settings-samples.ts';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const page = '/integrations/setup/mapping';
const stage = (
  id: string,
  name: string,
  kind: string,
  remoteStageId: string | null = null,
  remoteStatusId: string | null = null,
) => ({
  stage: { id, name, kind, position: Number(id.slice(1)) },
  remoteStageId,
  remoteStatusId,
  otherRemoteStageIds: [] as string[],
  otherRemoteStatusIds: [] as string[],
  effective: '',
});
const settings = {
  ...sampleSettings,
  startedAt: '2026-11-20T09:00:00.000Z' as string | null,
  stageMap: [
    stage('s1', 'Lead', 'OPEN'),
    stage('s2', 'Quote', 'OPEN', '3'),
    stage('s3', 'Won', 'WON', null, '2'),
    stage('s4', 'Verbal', 'OPEN'),
    stage('s5', 'Lost', 'LOST'),
  ],
};

const lists: Record<string, [string, string, object?, boolean?][]> = {
  stage: [
    ['1', '1.Prospect'],
    ['3', '3.Quote'],
    ['5', '5.Verbal'],
    ['6', '6.Closed'],
    ['9', '9.Old', {}, false],
  ],
  status: [
    ['1', 'Open'],
    ['2', 'Won', { wonFlag: true, closedFlag: true }],
    ['3', 'Lost', { lostFlag: true, closedFlag: true }],
    ['4', 'Signed', { wonFlag: true, closedFlag: true }],
  ],
};
const answers = {
  ...syncAnswers,
  syncSettings: () => settings as object,
  referenceItems: ({ kind }: { kind: string }) =>
    (lists[kind] ?? []).map(([remoteId, label, flags = {}, isActive = true]) => ({
      kind,
      remoteId,
      label,
      flags,
      isActive,
      position: null,
    })),
};
const saved = { saveSyncSettings: () => ({ settings, problems: [] }) };

const stageOf = (name: string) => screen.findByRole('combobox', { name: `ConnectWise stage for ${name}` });
const statusOf = (name: string) => screen.findByRole('combobox', { name: `ConnectWise status for ${name}` });
const optionNamed = (name: string) => screen.findByRole('option', { name, hidden: false });
const rowOf = async (name: string) =>
  (await screen.findByRole('rowheader', { name: new RegExp(`^${name}`) })).closest('tr') as HTMLElement;
const text = async (name: string) => (await rowOf(name)).textContent ?? '';

describe('the mapping of opportunities', () => {
  it('shows the pipeline with won and lost at the bottom, marked as required', async () => {
    renderApp(page, { Query: answers });
    await stageOf('Lead');
    const names = screen.getAllByRole('rowheader').map((header) => header.textContent);
    expect(names).toEqual(['Lead', 'Quote', 'Verbal', 'Wonrequired', 'Lostrequired']);
    expect(within(await rowOf('Lost')).getByText('Choose one before the sync can start.')).toBeTruthy();
  });

  it('A7: tells what each row comes to while it is edited', async () => {
    const { user } = renderApp(page, { Query: answers });
    expect(await text('Lead')).toContain(
      'stage unchanged (1.Prospect when new), status unchanged (Open when new or reopened)',
    );
    await user.click(await stageOf('Lead'));
    await user.click(await optionNamed('6.Closed'));
    expect(await text('Lead')).toContain('stage 6.Closed, status unchanged (Open when new or reopened)');
  });

  it('R26, R28: offers what is free, and what was freed at once', async () => {
    const { user } = renderApp(page, { Query: answers });
    await user.click(await stageOf('Lead'));
    await optionNamed('1.Prospect');
    expect(screen.queryByRole('option', { name: '3.Quote', hidden: false })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Clear ConnectWise stage for Quote' }));
    await user.click(await stageOf('Lead'));
    await user.click(await optionNamed('3.Quote'));
    expect(await text('Lead')).toContain('stage 3.Quote,');
    expect(await text('Quote')).toContain('stage unchanged (1.Prospect when new)');
  });

  it('shows used options as used, and moves one here', async () => {
    const { user } = renderApp(page, { Query: answers });
    await user.click(await screen.findByRole('switch', { name: 'Show used' }));
    await user.click(await stageOf('Lead'));
    const used = await optionNamed('3.Quote (used by Quote)');
    expect(used.getAttribute('data-combobox-disabled')).toBe('true');
    await user.click(await optionNamed('Move 3.Quote here'));
    expect(await screen.findByText('3.Quote moved from Quote to Lead.')).toBeTruthy();
    expect(await text('Lead')).toContain('stage 3.Quote,');
    expect(await text('Quote')).toContain('stage unchanged (1.Prospect when new)');
  });

  it('proposes by name, and chooses nothing until it is accepted', async () => {
    const { user } = renderApp(page, { Query: answers });
    await user.click(await screen.findByRole('button', { name: 'Suggest' }));
    expect(screen.queryByText(/not saved/)).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Accept 5.Verbal for Verbal' }));
    expect(await text('Verbal')).toContain('stage 5.Verbal,');
    expect(screen.queryByRole('button', { name: 'Accept 5.Verbal for Verbal' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Accept all' }));
    expect(await text('Lost')).toContain('status Lost');
  });

  it('lists what a save would change, and sends no more than that', async () => {
    const { user, api } = renderApp(page, { Query: answers, Mutation: saved });
    await user.click(await statusOf('Lost'));
    await user.click(await optionNamed('Lost'));
    await user.click(screen.getByRole('button', { name: 'Clear ConnectWise stage for Quote' }));
    await user.click(await screen.findByRole('button', { name: 'Show changes' }));
    const changes = within(screen.getByRole('list', { name: 'Unsaved changes' })).getAllByRole('listitem');
    expect(changes.map((item) => item.textContent)).toEqual([
      'Quote: stage 3.Quote → not mapped',
      'Lost: status not mapped → Lost',
    ]);
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables.input).toEqual({
        stageMap: [
          { stageId: 's2', remoteStageId: null, remoteStatusId: null },
          { stageId: 's5', remoteStageId: null, remoteStatusId: '3' },
        ],
      }),
    );
  });

  it('puts what the server refuses at its row, and keeps it and the edits while newer settings come in', async () => {
    const message = 'ConnectWise stage "6.Closed" is mapped to "Verbal" already.';
    const { user, api } = renderApp(page, {
      Query: answers,
      Mutation: {
        saveSyncSettings: () => ({
          settings: null,
          problems: [{ code: 'mapping_taken', field: 'stageMap.0.remoteStageId', message }],
        }),
      },
    });
    await user.click(await stageOf('Quote'));
    await user.click(await optionNamed('6.Closed'));
    const stageMap = settings.stageMap.map((row) => (row.stage.id === 's4' ? { ...row, remoteStageId: '6' } : row));
    api.answer('Query', 'syncSettings', () => ({ ...settings, revision: 9, stageMap }));
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(async () => expect(await text('Verbal')).toContain('stage 6.Closed'));
    expect(within(await rowOf('Quote')).getByText(message)).toBeTruthy();
    expect(await text('Quote')).toContain('stage 6.Closed');
    expect(screen.getByText('One change is not saved.')).toBeTruthy();
  });

  it('lets several come in at one stage, of which one is sent', async () => {
    const { user, api } = renderApp(page, { Query: answers, Mutation: saved });
    const others = 'Also come in at Quote: ConnectWise stages';
    await user.click(await screen.findByRole('button', { name: `Also come in: ${others}` }));
    const box = await screen.findByRole('combobox', { name: others });
    await user.click(box);
    const offered = within(document.getElementById(box.getAttribute('aria-controls') ?? '') ?? document.body);
    await offered.findByRole('option', { name: '5.Verbal' });
    // What the row sends is no other; an inactive one still stands at old opportunities.
    expect(offered.queryByRole('option', { name: '3.Quote' })).toBeNull();
    await user.click(offered.getByRole('option', { name: '5.Verbal' }));
    await user.click(offered.getByRole('option', { name: '9.Old (inactive in ConnectWise)' }));
    await user.click(await screen.findByRole('button', { name: 'Show changes' }));
    expect(screen.getByRole('list', { name: 'Unsaved changes' }).textContent).toBe(
      'Quote: further stages that come in none → 5.Verbal, 9.Old (inactive in ConnectWise)',
    );
    expect(await text('Quote')).toContain('stage 3.Quote,');
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables.input).toEqual({
        stageMap: [{ stageId: 's2', remoteStageId: '3', remoteStatusId: null, otherRemoteStageIds: ['5', '9'] }],
      }),
    );
  });

  it('marks a row whose option is gone with its old label, and maps it again', async () => {
    const stageMap = settings.stageMap.map((row) => (row.stage.id === 's1' ? { ...row, remoteStageId: '9' } : row));
    const { user } = renderApp(page, { Query: { ...answers, syncSettings: () => ({ ...settings, stageMap }) } });
    expect((await screen.findByRole('alert')).textContent).toContain('no longer offers what "Lead" is mapped to');
    expect(await text('Lead')).toContain('"9.Old" is no longer offered in ConnectWise.');
    await user.click(screen.getByRole('button', { name: 'Remap' }));
    await user.click(await optionNamed('6.Closed'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('R25, R30: hides the status map while CW Status is used, and shows it again as it was', async () => {
    const { user, api } = renderApp(page, { Query: answers, Mutation: saved });
    await user.click(await screen.findByRole('radio', { name: /CW Status/ }));
    expect(screen.queryByRole('combobox', { name: 'ConnectWise status for Won' })).toBeNull();
    expect(await text('Lead')).toContain('status as CW Status says, else unchanged (Open when new or reopened)');
    expect(screen.getByRole('note').textContent).toContain('opportunities that are linked already get the status');
    await user.click(screen.getByRole('radio', { name: /Map stages to statuses/ }));
    expect((await statusOf('Won')).getAttribute('value')).toBe('Won');
    await user.click(screen.getByRole('radio', { name: /CW Status/ }));
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables.input).toEqual({
        opportunityMapping: {
          statusSource: 'CUSTOM_FIELD',
          closedStatusWins: false,
          wonStatusId: null,
          lostStatusId: null,
        },
      }),
    );
  });

  it('A11: asks for the won status only where ConnectWise marks several', async () => {
    const { user } = renderApp(page, { Query: answers });
    await user.click(await screen.findByRole('radio', { name: /CW Status/ }));
    await user.click(await screen.findByRole('combobox', { name: /Status of a won opportunity/ }));
    await user.click(await optionNamed('Signed'));
    expect(screen.queryByRole('combobox', { name: /Status of a lost opportunity/ })).toBeNull();
    expect(await text('Won')).toContain('status Signed (chosen for won)');
  });

  it('goes by keyboard: arrows between rows, typing and Enter in a list, Esc takes a change back', async () => {
    const { user } = renderApp(page, { Query: answers });
    (await stageOf('Lead')).focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('ConnectWise stage for Quote');
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('ConnectWise stage for Lead');
    await user.keyboard('6.C{ArrowDown}{Enter}');
    expect(await text('Lead')).toContain('stage 6.Closed,');
    await user.keyboard('{Escape}');
    expect(await text('Lead')).toContain('stage unchanged (1.Prospect when new)');
    await user.keyboard('{ArrowDown}{Delete}');
    expect(await text('Quote')).toContain('stage unchanged (1.Prospect when new)');
    await user.keyboard('{ArrowUp}');
    await user.keyboard('{Enter}');
    expect(await optionNamed('6.Closed')).toBeTruthy();
  });

  it('R34, R35: tries out both directions, naming the rule', async () => {
    const { user } = renderApp(page, { Query: answers });
    const choose = async (label: string, option: string): Promise<void> => {
      await user.click(await screen.findByRole('combobox', { name: label }));
      await user.click(await optionNamed(option));
    };
    await choose('An opportunity enters the stage', 'Won');
    expect(screen.getByRole('status', { name: 'What ConnectWise gets' }).textContent).toContain(
      'Status "Won": entering "Won" sets its mapped status, before anything else.',
    );
    await choose('Its stage is', '3.Quote');
    await choose('Its status is', 'Won');
    expect(screen.getByRole('status', { name: 'Where it arrives' }).textContent).toBe(
      '"Quote": the ConnectWise stage "3.Quote" is mapped to it; the stage decides before the status. Status Won ignored, stage mapping took precedence.',
    );
    await user.click(screen.getByRole('checkbox', { name: /overrides the stage/ }));
    expect(screen.getByRole('status', { name: 'Where it arrives' }).textContent).toContain(
      '"Won": the status "Won" is closed',
    );
    expect(screen.getByText('With the changes above, which are not saved yet.')).toBeTruthy();
  });

  it('lets support look, and says why it cannot change anything', async () => {
    renderApp(page, { Query: answers }, 'SUPPORT');
    expect(((await stageOf('Lead')) as HTMLInputElement).matches(':disabled')).toBe(true);
    expect((await screen.findByRole('alert')).textContent).toContain('Only administrators can change this.');
    expect((await screen.findByRole('combobox', { name: 'Its stage is' })).matches(':disabled')).toBe(false);
  });

  describe('closed statuses', () => {
    const meaning = (name: string) => screen.findByRole('combobox', { name: `What ${name} means` });
    const value = async (name: string) => ((await meaning(name)) as HTMLInputElement).value;

    it('stand as ConnectWise’s flags say in a new set-up, to be saved or changed', async () => {
      const fresh = { ...answers, syncSettings: () => ({ ...settings, startedAt: null }) };
      const { user, api } = renderApp(page, { Query: fresh, Mutation: saved });
      expect([await value('Won'), await value('Lost'), await value('Signed')]).toEqual(['Won', 'Lost', 'Won']);
      await user.click(await meaning('Signed'));
      await user.click(await optionNamed('Leave as it is'));
      await user.click(screen.getByRole('button', { name: 'Save settings' }));
      await waitFor(() =>
        expect(api.callsOf('SaveSyncSettings')[0]?.variables.input).toEqual({
          closedStatuses: [
            { statusId: '2', outcome: 'WON' },
            { statusId: '3', outcome: 'LOST' },
            { statusId: '4', outcome: 'AS_IS' },
          ],
        }),
      );
    });

    it('are proposed on request where the sync runs already, and tried out', async () => {
      const { user } = renderApp(page, { Query: answers });
      expect(await value('Signed')).toBe('');
      expect(screen.queryByText(/not saved/)).toBeNull();
      await user.click(screen.getByRole('button', { name: 'Use ConnectWise’s flags' }));
      expect(await value('Signed')).toBe('Won');
      await user.click(await screen.findByRole('combobox', { name: 'Its status is' }));
      await user.click(await optionNamed('Signed'));
      expect(screen.getByRole('status', { name: 'Where it arrives' }).textContent).toContain(
        'you chose what that closed status means',
      );
    });
  });
});
