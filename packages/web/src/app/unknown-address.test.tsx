import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { syncAnswers } from '../testing/sync-answers.ts';

describe('an address that no page has', () => {
  it.each(['/conflicts', '/quotes/q1/edit'])('%s says so and keeps the navigation', async (address) => {
    renderApp(address, { Query: syncAnswers });
    expect(await screen.findByText('There is no such page', {}, { timeout: 5_000 })).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Overview/ })).toBeTruthy();
  });
});
