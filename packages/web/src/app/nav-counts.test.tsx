import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { pageOf } from '../testing/page-samples.ts';
import { renderApp } from '../testing/render-app.tsx';
import { syncAnswers } from '../testing/sync-answers.ts';

it('counts open issues and alerts beside the way to them', async () => {
  renderApp('/audit', {
    Query: {
      ...syncAnswers,
      alerts: () => ({ open: 2, items: [] }),
      issues: () => ({ ...pageOf([]), totalCount: 1_204 }),
    },
  });
  expect(await screen.findByRole('link', { name: /^Issues ?, 1204 open/ }, { timeout: 4_000 })).toBeTruthy();
  expect(screen.getByRole('link', { name: /^Issues/ }).textContent).toContain('999+');
  expect(screen.getByRole('link', { name: /^Alerts ?, 2 open/ })).toBeTruthy();
});
