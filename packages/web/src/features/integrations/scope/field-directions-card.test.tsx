import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../../testing/render-app.tsx';
import { sampleSettings } from '../../../testing/settings-samples.ts';
import { syncAnswers } from '../../../testing/sync-answers.ts';

describe('the directions of fields', () => {
  it('are chosen in one table, and only what changed is sent', async () => {
    const settings = {
      ...sampleSettings,
      fieldDirections: [{ field: 'company.city', direction: 'OUT', owner: null, asks: false }],
    };
    const syncedFields = () => [
      {
        record: 'COMPANY',
        field: 'phone',
        label: 'Phone',
        in: 'ALWAYS',
        out: 'ALWAYS',
        reason: null,
        remoteName: null,
        remoteOptions: [],
      },
      {
        record: 'COMPANY',
        field: 'city',
        label: 'City',
        in: 'NEVER',
        out: 'ALWAYS',
        reason: 'Not taken in, because the settings say only out.',
        remoteName: null,
        remoteOptions: [],
      },
    ];
    const { user, api } = renderApp('/integrations/setup/scope', {
      Query: {
        ...syncAnswers,
        syncSettings: () => settings,
        syncedFields,
        fieldDirectionsPreview: () => ({
          preview: { sentences: ["412 clients get ConnectWise's Phone."], fields: [] },
          problems: [],
        }),
      },
      Mutation: { saveSyncSettings: () => ({ settings, problems: [] }) },
    });
    const city = await screen.findByRole('combobox', { name: 'Direction of Client: City' });
    expect((city as HTMLSelectElement).selectedOptions[0]?.textContent).toBe('Only out');
    expect(screen.getByText('Not taken in, because the settings say only out.')).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Direction of Client: Phone' }), 'Only in');
    await user.click(screen.getByRole('button', { name: 'What will the next cycle do?' }));
    expect(await screen.findByText("412 clients get ConnectWise's Phone.")).toBeTruthy();
    expect(api.callsOf('FieldDirectionsPreview')[0]?.variables).toEqual({
      input: [{ field: 'company.phone', direction: 'IN', owner: null }],
    });
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables.input).toEqual({
        fieldDirections: [{ field: 'company.phone', direction: 'IN', owner: null }],
      }),
    );
  });
});
