import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
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
const profile = { ...started, mySessions: () => [], hasPassword: () => true };

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
    expect(await screen.findByRole('columnheader', { name: 'Verknüpft' })).toBeTruthy();
    expect(document.title).toBe('Übersicht · Causeway');
    await router.navigate({ to: '/profile' });
    await user.selectOptions(await screen.findByRole('combobox', { name: /Sprache/ }), 'English');
    expect(await screen.findByRole('navigation', { name: 'Main' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });

  it('is English until somebody chooses another, whatever the browser reads', () => {
    window.localStorage.removeItem('causeway-language');
    vi.spyOn(window.navigator, 'languages', 'get').mockReturnValue(['de-AT', 'en']);
    expect(preferredLanguage()).toBe('en');
    vi.restoreAllMocks();
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
    vi.restoreAllMocks();
  });

  it('writes numbers, amounts, days and moments as they are written in it', async () => {
    const at = '2026-11-23T09:14:05.000Z';
    expect(localTime(at)).toMatch(/^23 Nov 2026, /);
    await speak('de');
    expect(formatCount(1_234_567)).toBe('1.234.567');
    expect(formatMoney('-1234567.5', null)).toBe('-1.234.567,50');
    expect(formatMoney('-1234567.5', 'USD')).toBe('-1.234.567,50\u00a0$');
    expect(formatDuration(4_200)).toBe('4,2 s');
    expect(formatDay('2026-04-30')).toBe('30. Apr. 2026');
    expect(localTime(at)).toMatch(/^23\.11\.2026, /);
    expect(relativeTime(0, 180_000)).toBe('vor 3 Min');
    expect(exactUtc(at)).toBe('2026-11-23 09:14:05 UTC');
    expect(statusWords.SKIPPED).toEqual({ label: 'Übersprungen', tone: 'quiet' });
    await speak('en');
    expect(statusWords.SKIPPED.label).toBe('Skipped');
  });
});
