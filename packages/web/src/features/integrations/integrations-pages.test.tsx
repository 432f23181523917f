import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { speak } from '../../components/language/language.ts';
import { sampleConnection } from '../../testing/connection-samples.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { sampleSettings } from '../../testing/settings-samples.ts';
import { syncAnswers } from '../../testing/sync-answers.ts';

const unconnected = { ...syncAnswers, connection: () => null, syncSettings: () => null };

describe('the integrations', () => {
  it('R5: offer to connect ConnectWise under PSA', async () => {
    const { user, router } = renderApp('/integrations', { Query: unconnected });
    expect(await screen.findByRole('heading', { name: 'PSA' })).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/integrations/setup/connect'));
  });

  it('show the keys of a sandbox where its address is entered, and fill them in', async () => {
    const account = { loginCompany: 'sandbox', publicKey: 'sandbox-public', privateKey: 'sandbox-private' };
    const sandboxAccounts = ({ siteUrl }: { siteUrl: string }) => (siteUrl === 'http://sandbox:4010' ? [account] : []);
    const { user, api } = renderApp('/integrations/setup/connect', {
      Query: { ...unconnected, sandboxAccounts },
      Mutation: { connect: () => ({ problems: [] }) },
    });
    const site = await screen.findByRole('textbox', { name: /Site address/ });
    await user.type(site, 'na.myconnectwise.net');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(screen.queryByText('A ConnectWise sandbox answers at this address')).toBeNull();
    await user.clear(site);
    await user.type(site, 'http://sandbox:4010');
    await user.click(await screen.findByRole('button', { name: 'Use these keys' }));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /Company ID/ }).value).toBe('sandbox');
    expect(screen.getByLabelText<HTMLInputElement>(/Private key/).value).toBe('sandbox-private');
    expect((site as HTMLInputElement).value).toBe('http://sandbox:4010');
    await user.click(screen.getByRole('button', { name: 'Save and continue' }));
    await waitFor(() =>
      expect(api.callsOf('Connect')[0]?.variables.input).toEqual({
        siteUrl: 'http://sandbox:4010',
        ...account,
        clientId: '6f0c1c9e-6f1d-4f1e-9f55-2f1d1c0b7a01',
      }),
    );
  });

  it('R3: show the connection without its keys', async () => {
    renderApp('/integrations', { Query: syncAnswers });
    const card = await screen.findByRole('region', { name: 'ConnectWise Manage' });
    expect(within(card).getByText('Connected')).toBeTruthy();
    expect(card.textContent).toContain('ends in a1b2');
    expect(within(card).getByText('stored, never shown')).toBeTruthy();
  });

  it('speak German where that was chosen', async () => {
    await speak('de');
    renderApp('/integrations', { Query: syncAnswers });
    expect(await screen.findByRole('heading', { name: 'Integrationen', level: 1 })).toBeTruthy();
    expect(await screen.findByText('gespeichert, wird nie gezeigt')).toBeTruthy();
    await speak('en');
  });

  it('R54: lead to the audit log', async () => {
    const { user, router } = renderApp('/integrations', { Query: syncAnswers });
    const card = await screen.findByRole('region', { name: 'ConnectWise Manage' });
    await user.click(within(card).getByRole('link', { name: 'Audit log' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/audit'));
  });

  it('name the error and what to do about it', async () => {
    const connection = {
      ...sampleConnection,
      state: 'ERROR',
      stateCode: 'wrong_keys',
      stateMessage: 'ConnectWise refused the keys.',
    };
    renderApp('/integrations', { Query: { ...syncAnswers, connection: () => connection } });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('ConnectWise refused the keys.');
    expect(alert.textContent).toContain('Replace the keys. Everything else is kept.');
  });

  it('warn when ConnectWise knows an older version of its API only', async () => {
    const apiVersionWarning = 'ConnectWise does not know version 2025.16 of its API, so version 2021.1 is used.';
    const connection = { ...sampleConnection, apiVersion: '2021.1', apiVersionWarning };
    renderApp('/integrations', { Query: { ...syncAnswers, connection: () => connection } });
    expect((await screen.findByRole('alert')).textContent).toContain(apiVersionWarning);
    const card = screen.getByRole('region', { name: 'ConnectWise Manage' });
    expect(card.textContent).toContain('API 2021.1');
  });

  it('pause with a reason', async () => {
    const { user, api } = renderApp('/integrations', {
      Query: syncAnswers,
      Mutation: { pauseConnection: () => ({ connection: { ...sampleConnection, state: 'PAUSED' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'Moving offices');
    await user.click(within(dialog).getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(api.callsOf('PauseConnection')[0]?.variables).toEqual({ reason: 'Moving offices' }));
  });

  it('say when they cannot be loaded', async () => {
    renderApp('/integrations', { Query: { ...syncAnswers, connection: () => failure('The database is busy.') } });
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
  });
});

describe('connecting', () => {
  const fill = async (user: ReturnType<typeof renderApp>['user']): Promise<void> => {
    await user.type(await screen.findByRole('textbox', { name: /Site address/ }), 'na.myconnectwise.net');
    await user.type(screen.getByRole('textbox', { name: /Company ID/ }), 'northwind');
    await user.type(screen.getByLabelText(/Public key/), 'pub');
    await user.type(screen.getByLabelText(/Private key/), 'secret');
    await user.click(screen.getByRole('button', { name: 'Save and continue' }));
  };

  it('R2, R3, A20: hides the keys, shows the steps, and goes on to the permissions', async () => {
    const { user, api, router } = renderApp('/integrations/setup/connect', {
      Query: unconnected,
      Mutation: { connect: () => ({ connection: sampleConnection, problems: [] }) },
    });
    const steps = await screen.findByRole('region', { name: 'Steps in ConnectWise' });
    expect(steps.textContent).toContain('System → Members');
    expect(within(steps).getByRole('table', { name: 'Permissions of the role' })).toBeTruthy();
    expect(screen.getByLabelText(/Private key/).getAttribute('type')).toBe('password');
    await fill(user);
    await waitFor(() => expect(router.state.location.pathname).toBe('/integrations/setup/permissions'));
    expect(api.callsOf('Connect')[0]?.variables.input).toEqual({
      siteUrl: 'na.myconnectwise.net',
      loginCompany: 'northwind',
      publicKey: 'pub',
      privateKey: 'secret',
    });
  });

  it.each([
    ['wrong_company', 'ConnectWise does not know this company', 'Correct the company ID', 'loginCompany'],
    ['wrong_keys', 'ConnectWise refused the keys', 'Enter both keys again, or create new ones', 'publicKey'],
    ['host_unknown', 'There is no such host', 'Correct the site address', 'siteUrl'],
    ['client_id_missing', 'A client ID is needed', 'Enter the client ID of this app', 'clientId'],
  ])('names the cause %s and leads to where it is mended', async (code, title, action, field) => {
    const { user } = renderApp('/integrations/setup/connect', {
      Query: unconnected,
      Mutation: {
        connect: () => ({ connection: null, problems: [{ code, message: `Told by the server: ${code}.` }] }),
      },
    });
    await fill(user);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(title);
    expect(alert.textContent).toContain(`Told by the server: ${code}.`);
    await user.click(within(alert).getByRole('button', { name: action }));
    expect(document.activeElement?.getAttribute('name')).toBe(field);
  });

  it('asks for what is missing before it asks the server', async () => {
    const { user, api } = renderApp('/integrations/setup/connect', { Query: unconnected });
    await user.click(await screen.findByRole('button', { name: 'Save and continue' }));
    expect(await screen.findByText('Enter the private key.')).toBeTruthy();
    expect(api.callsOf('Connect')).toEqual([]);
  });

  it('R4: replaces keys and says that all else is kept', async () => {
    renderApp('/integrations/setup/connect', { Query: syncAnswers });
    expect(await screen.findByText(/With new keys everything is kept/)).toBeTruthy();
    const company = await screen.findByRole('textbox', { name: /Company ID/ });
    expect(company.getAttribute('value')).toBe('northwind');
    expect(screen.getByLabelText(/Private key/).getAttribute('value')).toBe('');
  });
});

describe('the sync settings', () => {
  it('list their steps, each with its state', async () => {
    renderApp('/integrations/setup/scope', { Query: syncAnswers });
    const rail = await screen.findByRole('navigation', { name: 'Set-up steps' });
    const steps = within(rail).getAllByRole('link');
    expect(steps.map((step) => step.textContent)).toEqual(
      expect.arrayContaining(['Connect, done', 'Mapping, needs workMap the stage Lost.']),
    );
    expect(
      within(rail)
        .getByRole('link', { name: /What to sync/ })
        .getAttribute('aria-current'),
    ).toBe('page');
  });

  it('R7: are closed until ConnectWise is connected', async () => {
    renderApp('/integrations/setup/scope', { Query: unconnected });
    expect(await screen.findByText('Connect ConnectWise first')).toBeTruthy();
  });

  it('save only what was changed', async () => {
    const { user, api } = renderApp('/integrations/setup/scope', {
      Query: syncAnswers,
      Mutation: {
        saveSyncSettings: () => ({ settings: { ...sampleSettings, mode: 'REAL_TIME', revision: 4 }, problems: [] }),
      },
    });
    await user.click(await screen.findByRole('radio', { name: 'Real time' }));
    await user.click(await screen.findByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({ input: { mode: 'REAL_TIME' } }),
    );
  });
});
