import { screen, within } from '@testing-library/react';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { formatDay } from '../components/day.tsx';
import { preferredLanguage, speak } from '../components/language/language.ts';
import { formatMoney } from '../components/money.tsx';
import { exactUtc, localTime, relativeTime } from '../components/relative-time.tsx';
import { formatCount, formatDuration, statusWords } from '../components/sync-words.ts';
import { pageOf } from '../testing/page-samples.ts';
import { renderApp } from '../testing/render-app.tsx';
import { sampleEvent } from '../testing/run-samples.ts';
import { sampleSettings } from '../testing/settings-samples.ts';
import { syncAnswers } from '../testing/sync-answers.ts';

const started = { ...syncAnswers, syncSettings: () => ({ ...sampleSettings, startedAt: '2026-11-20T00:00:00.000Z' }) };
const stages = {
  pipelineStages: () => [
    { id: 's1', name: 'Lead', position: 1, kind: 'OPEN' },
    { id: 's2', name: 'Won', position: 2, kind: 'WON' },
  ],
  pipelineSums: () => [{ stageId: 's1', count: 1 }],
};
const profile = { ...started, mySessions: () => [], hasPassword: () => true };

// The files of a worker share its modules: none is left that was made for another browser.
afterEach(() => vi.restoreAllMocks());
afterAll(() => vi.resetModules());

describe('the language of the pages', () => {
  it('changes on the page Profile, at once and everywhere, and stays with this browser', async () => {
    const { user, router } = renderApp('/profile', {
      Query: { ...profile, auditEvents: () => pageOf([sampleEvent(1)]) },
    });
    await user.selectOptions(await screen.findByLabelText('Language of the pages'), 'Deutsch');
    const navigation = await screen.findByRole('navigation', { name: 'Hauptnavigation' });
    expect(document.documentElement.lang).toBe('de');
    expect(preferredLanguage()).toBe('de');
    await user.click(within(navigation).getByRole('link', { name: /^Übersicht/ }));
    expect(await screen.findByRole('heading', { name: 'Übersicht', level: 1 })).toBeTruthy();
    expect(await screen.findByRole('heading', { name: 'Letzte Vorgänge' })).toBeTruthy();
    expect(screen.getByText(/Die Beschreibungen sind auf Englisch\./)).toBeTruthy();
    expect(await screen.findByRole('columnheader', { name: 'Verknüpft' })).toBeTruthy();
    expect(document.title).toBe('Übersicht · Causeway');
    await router.navigate({ to: '/audit' });
    expect(await screen.findByText(/Die Beschreibungen sind auf Englisch\./)).toBeTruthy();
    await router.navigate({ to: '/profile' });
    await user.selectOptions(await screen.findByRole('combobox', { name: /Sprache/ }), 'English');
    expect(await screen.findByRole('navigation', { name: 'Main' })).toBeTruthy();
    await router.navigate({ to: '/audit' });
    expect(await screen.findByRole('heading', { name: 'Audit log', level: 1 })).toBeTruthy();
    expect(screen.queryByText(/The descriptions are in English/)).toBeNull();
    expect(document.documentElement.lang).toBe('en');
  });

  it('counts in it, and names what is edited', async () => {
    await speak('de');
    renderApp('/pipeline', { Query: stages });
    expect(await screen.findByRole('textbox', { name: 'Name von Lead' })).toBeTruthy();
    expect(screen.getByText('1 Verkaufschance')).toBeTruthy();
    expect(screen.getByText('0 Verkaufschancen')).toBeTruthy();
    await speak('en');
  });

  it('is English until somebody chooses another, whatever the browser reads', () => {
    window.localStorage.removeItem('causeway-language');
    vi.spyOn(window.navigator, 'languages', 'get').mockReturnValue(['de-AT', 'en']);
    expect(preferredLanguage()).toBe('en');
  });

  it('is that of the browser for a client who reads a quote', () => {
    window.localStorage.removeItem('causeway-language');
    window.history.replaceState(null, '', '/quote');
    const browser = vi.spyOn(window.navigator, 'languages', 'get');
    browser.mockReturnValue(['fr', 'de-AT', 'en']);
    expect(preferredLanguage()).toBe('de');
    browser.mockReturnValue(['fr']);
    expect(preferredLanguage()).toBe('en');
    window.history.replaceState(null, '', '/');
  });

  it.each([
    ['de-DE', '1.234.567'],
    ['en-US', '1,234,567'],
    ['en-US@posix', '1,234,567'],
  ])('writes numbers as a browser in %s does', async (browser, expected) => {
    vi.spyOn(window.navigator, 'language', 'get').mockReturnValue(browser);
    vi.resetModules();
    const { formatCount: fresh } = await import('../components/sync-words.ts');
    expect(fresh(1_234_567)).toBe(expected);
  });

  it.each([
    ['en-US', 'en', 'Mar 19, 2027', /^Nov 23, 2026, \d+:14:05 [AP]M /],
    ['en-GB', 'en', '19 Mar 2027', /^23 Nov 2026, \d+:14:05 /],
    ['de-DE', 'en', '19 Mar 2027', /^23 Nov 2026, \d+:14:05 /],
    ['de-DE', 'de', '19. März 2027', /^23\. Nov\. 2026, \d+:14:05 /],
    ['en-US', 'de', '19. März 2027', /^23\. Nov\. 2026, \d+:14:05 /],
    ['en-US@posix', 'en', '19 Mar 2027', /^23 Nov 2026, \d+:14:05 /],
  ] as const)('writes days and times for a browser in %s that reads %s', async (browser, language, day, moment) => {
    vi.spyOn(window.navigator, 'language', 'get').mockReturnValue(browser);
    vi.resetModules();
    const fresh = await import('../components/language/language.ts');
    await fresh.speak(language);
    const [{ formatDay: dayOf }, { localTime: momentOf }] = await Promise.all([
      import('../components/day.tsx'),
      import('../components/relative-time.tsx'),
    ]);
    expect(dayOf('2027-03-19')).toBe(day);
    // A narrow space stands before AM and PM.
    expect(momentOf('2026-11-23T09:14:05.000Z').replaceAll('\u202f', ' ')).toMatch(moment);
  });

  it.each(['en-US', 'en-GB', 'en-DE'])('tells a time and a length in the same words in %s', async (browser) => {
    vi.spyOn(window.navigator, 'language', 'get').mockReturnValue(browser);
    vi.resetModules();
    const fresh = await import('../components/relative-time.tsx');
    expect(fresh.relativeTime(0, 600_000)).toBe('10 min ago');
    expect(fresh.howLong(0, 600_000)).toBe('10 min');
  });

  it('writes numbers, amounts, days and moments as they are written in it', async () => {
    const at = '2026-11-23T09:14:05.000Z';
    expect(localTime(at)).toMatch(/^Nov 23, 2026, /);
    await speak('de');
    expect(formatCount(1_234_567)).toBe('1.234.567');
    expect(formatMoney('-1234567.5', null)).toBe('-1.234.567,50');
    expect(formatMoney('-1234567.5', 'USD')).toBe('-1.234.567,50\u00a0$');
    expect(formatDuration(4_200)).toBe('4,2 s');
    expect(formatDay('2026-04-30')).toBe('30. Apr. 2026');
    expect(localTime(at)).toMatch(/^23\. Nov\. 2026, /);
    expect(relativeTime(0, 180_000)).toBe('vor 3 Min');
    expect(exactUtc(at)).toBe('2026-11-23 09:14:05 UTC');
    expect(statusWords.SKIPPED).toEqual({ label: 'Übersprungen', tone: 'quiet' });
    await speak('en');
    expect(statusWords.SKIPPED.label).toBe('Skipped');
  });
});
