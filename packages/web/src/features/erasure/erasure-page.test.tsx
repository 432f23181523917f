import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

const preview = {
  name: 'Sol Reyes',
  isLinked: false,
  auditRows: 12,
  securityRows: 1,
  otherRows: 3,
  documents: 0,
  notes: 1,
  records: 0,
  settings: 0,
  sentQuotes: 0,
  acceptedQuotes: 0,
  exports: 0,
  shared: [],
};

describe('erasing a person', () => {
  it('says what goes and what stays, wants the name typed, and erases then', async () => {
    const { user, api } = renderApp('/erasure', {
      Query: {
        erasures: () => [],
        removedPeople: () => [
          { id: 'p1', name: 'Sol Reyes', email: 'sol@example.com', removedAt: '2026-11-23T09:00:00.000Z' },
        ],
        erasurePreview: () => ({ preview, problems: [] }),
      },
      Mutation: { erasePerson: () => ({ erasure: { id: 'e1' }, problems: [] }) },
    });
    await user.click(await screen.findByText('Somebody who was removed'));
    await user.click(screen.getByRole('combobox', { name: 'Removed person' }));
    await user.click(await screen.findByRole('option', { name: /Sol Reyes/ }));
    expect(await screen.findByText(/12 rows of the audit log and 1 row of the security log/)).toBeTruthy();
    expect(screen.getByText('The person in ConnectWise. Erase them there as well.')).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Erase for good' });
    expect(button.hasAttribute('disabled')).toBe(true);
    await user.type(screen.getByLabelText('Type “Sol Reyes” to confirm'), 'Sol Reyes');
    await user.click(button);
    await waitFor(() =>
      expect(api.callsOf('ErasePerson')[0]?.variables).toEqual({
        input: { subject: 'PERSON', id: 'p1', link: 'KEEP', quotes: 'KEEP_ACCEPTED' },
      }),
    );
  }, 20_000);

  it('says why quotes that were accepted stay before anything is pressed, and erases them where nothing asks for them', async () => {
    const { user, api } = renderApp('/erasure', {
      Query: {
        erasures: () => [],
        removedPeople: () => [
          { id: 'p1', name: 'Sol Reyes', email: 'sol@example.com', removedAt: '2026-11-23T09:00:00.000Z' },
        ],
        erasurePreview: () => ({
          preview: { ...preview, sentQuotes: 2, acceptedQuotes: 1, records: 3, settings: 1 },
          problems: [],
        }),
      },
      Mutation: { erasePerson: () => ({ erasure: { id: 'e1' }, problems: [] }) },
    });
    await user.click(await screen.findByText('Somebody who was removed'));
    await user.click(screen.getByRole('combobox', { name: 'Removed person' }));
    await user.click(await screen.findByRole('option', { name: /Sol Reyes/ }));
    expect(await screen.findByText(/^2 sent quotes are printed again/)).toBeTruthy();
    expect(screen.getByText(/^1 accepted quote as it was signed, with the name, the PDF/)).toBeTruthy();
    expect(screen.getByText(/GDPR article 17/)).toBeTruthy();
    expect(screen.getByText(/^3 clients, other contacts, products, quotes or files/)).toBeTruthy();
    expect(screen.getByText(/^1 setting names the person/)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: /Erase the person in them as well/ }));
    expect(screen.getByText(/^3 sent quotes are printed again/)).toBeTruthy();
    expect(screen.queryByText(/as it was signed, with the name, the PDF/)).toBeNull();
    await user.type(screen.getByLabelText('Type “Sol Reyes” to confirm'), 'Sol Reyes');
    await user.click(screen.getByRole('button', { name: 'Erase for good' }));
    await waitFor(() =>
      expect(api.callsOf('ErasePerson')[0]?.variables).toMatchObject({ input: { quotes: 'ERASE_ALL' } }),
    );
  }, 20_000);
});
