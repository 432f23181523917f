import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { id, taxRegion } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

describe('tax regions', () => {
  it('shows the rate of each region', async () => {
    renderApp('/tax-regions', { Query: { taxRegions: () => [taxRegion()] } });
    const row = (await screen.findByRole('link', { name: 'Florida' })).closest('tr');
    expect(row && within(row).getByText('7.25 %')).toBeTruthy();
    expect(row && within(row).getByText('0 %')).toBeTruthy();
  });

  it('explains an empty list and a failure', async () => {
    renderApp('/tax-regions', { Query: { taxRegions: () => [] } });
    expect(await screen.findByText('No tax regions yet')).toBeTruthy();
  });

  it('says what failed', async () => {
    renderApp('/tax-regions', { Query: { taxRegions: () => failure('The database is being restarted.') } });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });

  it('creates one, after the rate was mended', async () => {
    const { user, api, router } = renderApp('/tax-regions/new', {
      Query: { taxRegions: () => [taxRegion()] },
      Mutation: { createTaxRegion: () => ({ taxRegion: taxRegion(), problems: [] }) },
    });
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Texas');
    const rate = screen.getByRole('textbox', { name: 'Taxable rate' });
    await user.type(rate, '8,25');
    await user.click(screen.getByRole('button', { name: 'Create tax region' }));
    expect(await screen.findByText('Enter the rate as a number such as 1234.5.')).toBeTruthy();

    await user.clear(rate);
    await user.type(rate, '8.25');
    await user.click(screen.getByRole('button', { name: 'Create tax region' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/tax-regions'));
    expect(api.callsOf('CreateTaxRegion')[0]?.variables).toEqual({
      input: { name: 'Texas', taxableRate: '8.25', version: null },
    });
  });

  it('saves an edited one with its version', async () => {
    const { user, api } = renderApp(`/tax-regions/${id(801)}`, {
      Query: { taxRegions: () => [taxRegion({ version: 5 })] },
      Mutation: { updateTaxRegion: () => ({ taxRegion: taxRegion({ version: 6 }), problems: [] }) },
    });
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.type(name, ' East');
    await user.click(screen.getByRole('button', { name: 'Save tax region' }));
    await waitFor(() =>
      expect(api.callsOf('UpdateTaxRegion')[0]?.variables).toEqual({
        id: id(801),
        input: { name: 'Florida East', taxableRate: '7.25', version: 5 },
      }),
    );
  });
});
