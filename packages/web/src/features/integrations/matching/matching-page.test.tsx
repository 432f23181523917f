import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleMatchRun, samplePair, sampleSummary } from '../../../testing/match-samples.ts';
import { failure, type Resolvers } from '../../../testing/mock-api.ts';
import { pageOf } from '../../../testing/page-samples.ts';
import { type RenderedApp, renderApp } from '../../../testing/render-app.tsx';
import { syncAnswers } from '../../../testing/sync-answers.ts';
import { csvParts } from './csv-parts.ts';

const path = '/integrations/setup/matching';
const decided = (more: object = {}) => ({ decided: 1, ids: [], problems: [], ...more });

function open(
  answers: Resolvers['Query'] = {},
  mutations: Resolvers['Mutation'] = {},
  { at = path, role = 'ADMIN' as 'ADMIN' | 'VIEWER' } = {},
): RenderedApp {
  const pairs = [samplePair(1), samplePair(2), samplePair(3, { veto: null, rival: 70 })];
  const Query = { ...syncAnswers, matchSummary: sampleSummary(), matchPairs: () => pageOf(pairs), ...answers };
  return renderApp(at, { Query, Mutation: mutations }, role);
}

const rows = async (): Promise<HTMLElement[]> =>
  within(await screen.findByRole('region', { name: 'Review' })).getAllByRole('listitem');

describe('the review of matches', () => {
  it('offers to compare when that was never done, and shows how far it is', async () => {
    const { user, api } = open(
      { matchSummary: () => ({ ...sampleSummary()({}), run: null }) },
      { startMatching: () => ({ run: sampleMatchRun({ state: 'RUNNING' }), problems: [] }) },
    );
    const start = await screen.findByRole('button', { name: 'Compare the records' });
    const entities = [
      { entity: 'COMPANY', expected: 300, read: 120, compared: 0, pairs: null, isRead: false, isCompared: false },
    ];
    const running = sampleMatchRun({
      state: 'RUNNING',
      finishedAt: null,
      entities,
      error: 'ConnectWise does not answer.',
    });
    api.answer('Query', 'matchSummary', () => ({ ...sampleSummary()({}), run: running }));
    await user.click(start);
    expect(await screen.findByText('120 of 300 read')).toBeTruthy();
    expect(screen.getByText('ConnectWise does not answer.')).toBeTruthy();
    expect(api.callsOf('StartMatching')).toHaveLength(1);
  });

  it('says why a comparison failed, and still shows what was found', async () => {
    open({
      matchSummary: sampleSummary({ run: sampleMatchRun({ state: 'FAILED', error: 'ConnectWise refused the keys.' }) }),
    });
    expect((await screen.findByText(/ConnectWise refused the keys/)).textContent).toContain('shown below');
    expect(await rows()).toHaveLength(3);
  });

  it('says when it cannot be loaded', async () => {
    open({ matchSummary: () => failure('The database is busy.') });
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
  });

  it('counts what is on both sides and on one alone', async () => {
    open();
    const counts = await screen.findByRole('region', { name: 'Counts' });
    const line = (name: RegExp) => within(counts).getByRole('rowheader', { name }).closest('tr')?.textContent;
    expect(line(/^Exact/)).toMatch(/400$/);
    expect(line(/^Only in ConnectWise/)).toContain('1,849');
    expect(within(counts).getByRole('link', { name: '1 ambiguous client' }).getAttribute('href')).toContain(
      'bucket=AMBIGUOUS',
    );
  });

  it('shows both records side by side, not by colour alone, with the points of each attribute', async () => {
    open();
    const [row] = await rows();
    if (!row) throw new Error('There is no pair.');
    expect(within(row).getByText('They are in different places.')).toBeTruthy();
    const table = within(row).getByRole('table', { name: 'What agrees of Harbor 1 and HARBOR 1, Inc.' });
    const line = (name: RegExp) => within(table).getByRole('rowheader', { name }).closest('tr') as HTMLElement;
    expect(line(/agrees: Name/).textContent).toContain('+60');
    expect(line(/differs: Address/).dataset.outcome).toBe('DIFFERS');
    expect(line(/differs: Address/).textContent).toContain('-25');
    expect(line(/nothing to compare: Phone/).textContent).toContain('nothing');
    expect(within(row).getByRole('link', { name: 'CRM' }).getAttribute('href')).toBe('/clients/l1');
    expect((await rows())[2]?.textContent).toContain('Another pair of one of the two scores 70.');
  });

  it('is gone through by keyboard alone: J and K move, 1 to 4 decide and go on', async () => {
    const { user, api } = open({}, { decideMatches: () => decided() });
    const [first, second, third] = await rows();
    await user.keyboard('1');
    expect(api.callsOf('DecideMatches')).toEqual([]);
    await user.keyboard('j');
    expect(document.activeElement).toBe(first);
    await user.keyboard('j');
    expect(document.activeElement).toBe(second);
    await user.keyboard('k');
    expect(document.activeElement).toBe(first);
    await user.keyboard('2');
    await waitFor(() =>
      expect(api.callsOf('DecideMatches')[0]?.variables).toEqual({ ids: ['p1'], decision: 'NOT_SAME' }),
    );
    expect(document.activeElement).toBe(second);
    await user.keyboard('1');
    await user.keyboard('4');
    await waitFor(() => expect(api.callsOf('DecideMatches')).toHaveLength(3));
    expect(
      api
        .callsOf('DecideMatches')
        .slice(1)
        .map((call) => call.variables),
    ).toEqual([
      { ids: ['p2'], decision: 'LINK' },
      { ids: ['p3'], decision: 'LATER' },
    ]);
    expect(document.activeElement).toBe(second);
    expect(third).toBeTruthy();
  });

  it('does not take what is typed for a decision', async () => {
    const { user, api, router } = open({}, { decideMatches: () => decided() });
    await rows();
    await user.keyboard('j');
    await user.type(screen.getByRole('searchbox', { name: 'Search names' }), 'j13');
    await waitFor(() => expect(router.state.location.search).toMatchObject({ search: 'j13' }));
    expect(api.callsOf('DecideMatches')).toEqual([]);
  });

  it('decides about several at once', async () => {
    const { user, api } = open({}, { decideMatches: () => decided({ decided: 2 }) });
    await rows();
    await user.click(screen.getByRole('checkbox', { name: 'Select Harbor 1 and HARBOR 1, Inc.' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Harbor 3 and HARBOR 3, Inc.' }));
    const bar = screen.getByRole('toolbar', { name: 'Chosen pairs' });
    await user.click(within(bar).getByRole('button', { name: 'Create new: 2' }));
    await waitFor(() =>
      expect(api.callsOf('DecideMatches')[0]?.variables).toEqual({ ids: ['p1', 'p3'], decision: 'CREATE' }),
    );
    expect(await screen.findByText('2 pairs are kept as a new record.')).toBeTruthy();
  });

  it('says what the server refused', async () => {
    const problems = [{ code: 'linked_already', message: '"Harbor 1" is linked to ConnectWise company 7 already.' }];
    const { user } = open({}, { decideMatches: () => decided({ decided: 0, problems }) });
    await user.click(await screen.findByRole('button', { name: 'Link Harbor 1 and HARBOR 1, Inc.' }));
    expect(await screen.findByText('"Harbor 1" is linked to ConnectWise company 7 already.')).toBeTruthy();
  });

  it('shows live what a threshold comes to, saves it, and links all above it', async () => {
    const { user, api } = open(
      {},
      {
        saveSyncSettings: () => ({ settings: null, problems: [] }),
        acceptMatchesAbove: () => decided({ decided: 5 }),
      },
    );
    const slider = await screen.findByRole('slider', { name: 'Threshold' });
    slider.focus();
    for (let n = 0; n < 10; n++) fireEvent.keyDown(slider, { key: 'ArrowLeft', code: 'ArrowLeft' });
    expect(await screen.findByText(/At 80: 5 pairs are clear/)).toBeTruthy();
    expect(api.callsOf('MatchSummary').at(-1)?.variables).toEqual({ threshold: 80 });
    await user.click(screen.getByRole('button', { name: 'Save threshold' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({ input: { matching: { threshold: 80 } } }),
    );
    await user.click(screen.getByRole('button', { name: 'Link 5 clear pairs' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Link them' }));
    await waitFor(() => expect(api.callsOf('AcceptMatches')[0]?.variables).toEqual({ threshold: 80 }));
    expect(await screen.findByText('5 pairs are linked.')).toBeTruthy();
  });

  it('keeps record type and bucket in the URL, and opens the record that an issue leads to', async () => {
    const { api, user, router } = open({}, {}, { at: `${path}?entity=CONTACT&bucket=LATER&nonsense=1` });
    await rows();
    expect(api.callsOf('MatchPairs')[0]?.variables).toMatchObject({
      entity: 'CONTACT',
      bucket: 'LATER',
      remoteId: null,
    });
    await user.click(screen.getByRole('tab', { name: /Clients/ }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ entity: 'COMPANY' }));
    await waitFor(() =>
      expect(api.callsOf('MatchPairs').at(-1)?.variables).toMatchObject({ entity: 'COMPANY', bucket: 'PROBABLE' }),
    );
    await router.navigate({ to: path, search: { entity: 'COMPANY', remoteId: '4211' } });
    expect(await screen.findByText('All pairs of ConnectWise record 4211.')).toBeTruthy();
    await waitFor(() =>
      expect(api.callsOf('MatchPairs').at(-1)?.variables).toMatchObject({ bucket: null, remoteId: '4211' }),
    );
  });

  it('is a good sign when there is nothing to review', async () => {
    open({ matchPairs: () => pageOf([]) });
    expect(await screen.findByText('Nothing to review')).toBeTruthy();
  });

  it('lets a viewer look, and says why they cannot decide', async () => {
    const { user, api } = open({}, {}, { role: 'VIEWER' });
    await rows();
    const link = screen.getByRole('button', { name: 'Link Harbor 1 and HARBOR 1, Inc.' });
    expect(link.getAttribute('aria-description')).toContain('Only administrators can change this');
    await user.keyboard('j1');
    expect(api.callsOf('DecideMatches')).toEqual([]);
  });

  it('takes decisions in from a file, and names the lines that could not be', async () => {
    const problems = [{ code: 'not_found', message: 'Line 3: the CRM has no company x.' }];
    const { user, api } = open({}, { importMatchDecisions: () => decided({ decided: 2, problems }) });
    await rows();
    const csv = 'entity,connectwise_id,crm_id,decision\ncompany,1,l1,link\n';
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    await user.upload(input, new File([csv], 'decisions.csv', { type: 'text/csv' }));
    await waitFor(() => expect(api.callsOf('ImportMatchDecisions')[0]?.variables).toEqual({ csv }));
    expect(await screen.findByText('2 decisions were imported.')).toBeTruthy();
    expect(screen.getByText('Line 3: the CRM has no company x.')).toBeTruthy();
  });
});

describe('a file that is too large for one request', () => {
  it('is cut between lines, each part with the head', () => {
    const parts = csvParts('a,b\n1,"x\ny"\n2,z\n3,w', 12);
    // Empty lines stand for those before, so that a line keeps its number.
    expect(parts).toEqual(['a,b\n1,"x\ny"\n', 'a,b\n\n2,z\n3,w\n']);
    expect(csvParts('a,b\n')).toEqual(['a,b\n']);
  });

  it.each([
    ['semicolons', 'a;b\r\n1;"x;y"\r\n2;z', ['a,b\n1,x;y\n', 'a,b\n\n2,z\n']],
    [
      'quotation marks within a cell',
      'a,b\n1,5" disk\n2,"say ""no"", then"',
      ['a,b\n1,"5"" disk"\n', 'a,b\n\n2,"say ""no"", then"\n'],
    ],
  ])('is cut with %s', (_case, csv, parts) => expect(csvParts(csv, 8)).toEqual(parts));

  it('is left whole when it cannot be read: the server says why', () => {
    const broken = 'a,b\n1,"never closed\n2,z';
    expect(csvParts(broken, 8)).toEqual([broken]);
  });
});
