import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const mail = (change: object) => ({
  id: 'm1',
  at: '2026-11-23T09:00:00.000Z',
  to: 'sol@example.com',
  subject: 'Ana Ruiz invites you to Northwind IT in Causeway',
  state: 'KEPT',
  error: null,
  text: 'Join the workspace: https://crm.example/invitation#abc',
  ...change,
});

describe('the outbox', () => {
  it('says that nothing is sent without a mail server, and shows what would have been', async () => {
    const outbox = () => ({ sendsMail: false, mails: [mail({})] });
    const { user } = renderApp('/outbox', { Query: { outbox } });
    expect(await screen.findByRole('heading', { name: 'Outbox (this installation sends no mail)' })).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: /invites you/ }));
    expect((await screen.findByLabelText('Text of the mail')).textContent).toContain('/invitation#abc');
  });

  it('says why a mail did not go', async () => {
    const error = '451 The mailbox is busy.';
    const outbox = () => ({ sendsMail: true, mails: [mail({ state: 'WAITING', error, text: null })] });
    renderApp('/outbox', { Query: { outbox } });
    expect(await screen.findByText(error)).toBeTruthy();
    expect(screen.getByText('Waiting')).toBeTruthy();
  });

  it('is for administrators', async () => {
    renderApp('/outbox', {}, 'SUPPORT');
    expect(await screen.findByText(/Only administrators/)).toBeTruthy();
  });

  it('says that it could not be loaded', async () => {
    renderApp('/outbox', { Query: { outbox: () => failure('The server is starting. Try again.') } });
    expect(await screen.findByText('The server is starting. Try again.')).toBeTruthy();
  });
});
