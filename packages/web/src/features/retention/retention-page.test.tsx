import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

const stored = {
  auditDays: null,
  securityDays: 730,
  deliveriesDays: 30,
  alertsDays: 365,
  mailsDays: 90,
  runsDays: 30,
  exportsFirst: false,
  removed: [{ kind: 'DELIVERIES', removed: 1204, removedAt: '2026-11-23T09:00:00.000Z' }],
};
const file = {
  id: 'f1',
  kind: 'AUDIT',
  fileName: 'audit-log-2024-01-01-to-2024-02-01.jsonl.gz',
  rowCount: 12_000,
  sizeBytes: 2_400_000,
  sha256: 'abc',
  createdAt: '2026-11-23T09:00:00.000Z',
};

describe('retention', () => {
  it('says what a shorter term removes before it is saved', async () => {
    const { user, api } = renderApp('/retention', {
      Query: { retention: () => stored, retentionExports: () => [] },
      Mutation: { saveRetention: () => ({ retention: { auditDays: 365 }, problems: [] }) },
    });
    expect(await screen.findByText(/1,204 removed so far/)).toBeTruthy();
    await user.click(screen.getByRole('combobox', { name: 'Audit log' }));
    const terms = await screen.findByRole('listbox', { name: 'Audit log' });
    await user.click(within(terms).getByRole('option', { name: '12 months' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove what is older?' });
    expect(within(dialog).getByText('Audit log: everything older than 12 months')).toBeTruthy();
    expect(within(dialog).getByText('It is not exported first.')).toBeTruthy();
    expect(api.callsOf('SaveRetention')).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Save and remove' }));
    await waitFor(() => expect(api.callsOf('SaveRetention')).toHaveLength(1));
    expect(api.callsOf('SaveRetention')[0]?.variables).toEqual({
      input: {
        auditDays: 365,
        securityDays: 730,
        deliveriesDays: 30,
        alertsDays: 365,
        mailsDays: 90,
        exportsFirst: false,
      },
    });
  }, 20_000);

  it('lists the files of what was exported, and asks before one is deleted', async () => {
    const { user, api } = renderApp('/retention', {
      Query: { retention: () => ({ ...stored, exportsFirst: true }), retentionExports: () => [file] },
      Mutation: { deleteRetentionExport: () => ({ problems: [] }) },
    });
    const link = await screen.findByRole('link', { name: file.fileName });
    expect(link.getAttribute('href')).toBe('/api/retention/exports/f1');
    await user.click(screen.getByRole('button', { name: `Delete ${file.fileName}` }));
    expect(await screen.findByText(/the only copy of 12,000 rows/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Delete file' }));
    await waitFor(() => expect(api.callsOf('DeleteRetentionExport')[0]?.variables).toEqual({ id: 'f1' }));
  }, 20_000);

  it('is for administrators, while everybody reads on a list how long it is kept', async () => {
    renderApp('/retention', {}, 'SUPPORT');
    expect(await screen.findByText(/Only administrators/)).toBeTruthy();
  });
});
