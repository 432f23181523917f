import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const webhook = (change: object = {}) => ({
  id: 'w1',
  name: 'Ops room',
  url: 'https://hooks.example/1',
  form: 'STANDARD',
  events: ['RUN_FINISHED', 'RECORD_FAILED'],
  state: 'ACTIVE',
  sentence: null,
  lastDeliveredAt: null,
  failingSince: null,
  offAt: null,
  previousSecretUntil: null,
  waiting: 0,
  ...change,
});
const delivery = {
  id: 'd1',
  messageId: 'm1',
  type: 'run.finished',
  state: 'FAILED',
  createdAt: '2026-11-23T09:00:00.000Z',
  nextAttemptAt: null,
  payload: '{"type":"run.finished"}',
  attempts: [
    {
      at: '2026-11-23T09:00:01.000Z',
      statusCode: 500,
      durationMs: 31,
      answer: 'Out of disk',
      error: 'The webhook "Ops room" answered with 500.',
    },
  ],
};
const one = () => ({
  id: 'w1',
  deliveries: { items: [delivery], pageInfo: { endCursor: null, hasNextPage: false } },
});

describe('the webhooks', () => {
  it('are added with their events, and show the secret once', async () => {
    const { user, api } = renderApp('/webhooks', {
      Query: { webhooks: () => [] },
      Mutation: { addWebhook: () => ({ secret: 'whsec_abc', webhook: webhook(), problems: [] }) },
    });
    await screen.findByText('No webhook yet');
    await user.click(screen.getByRole('button', { name: 'Add webhook' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add webhook' });
    await user.type(await within(dialog).findByRole('textbox', { name: /Name/ }), 'Ops room');
    await user.type(within(dialog).getByRole('textbox', { name: /Address/ }), 'https://hooks.example/1');
    await user.click(within(dialog).getByRole('checkbox', { name: 'A run finished' }));
    await user.click(within(dialog).getByRole('button', { name: 'Add webhook' }));
    expect((await screen.findByLabelText('Secret of the webhook')).textContent).toBe('whsec_abc');
    expect(api.callsOf('AddWebhook')[0]?.variables.input).toEqual({
      name: 'Ops room',
      url: 'https://hooks.example/1',
      form: 'STANDARD',
      events: ['ALERT_OPENED', 'ALERT_RESOLVED', 'RUN_FINISHED'],
    });
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByText('whsec_abc')).toBeNull());
  }, 15_000);

  it('put what the server refuses at its field', async () => {
    const problems = [{ code: 'host_not_allowed', field: 'url', message: '"10.0.0.1" is a private network address.' }];
    const { user } = renderApp('/webhooks', {
      Query: { webhooks: () => [] },
      Mutation: { addWebhook: () => ({ secret: null, webhook: null, problems }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Add webhook' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add webhook' });
    await user.type(await within(dialog).findByRole('textbox', { name: /Name/ }), 'Ops room');
    await user.type(within(dialog).getByRole('textbox', { name: /Address/ }), 'https://10.0.0.1/');
    await user.click(within(dialog).getByRole('button', { name: 'Add webhook' }));
    expect(await screen.findByText('"10.0.0.1" is a private network address.')).toBeTruthy();
  }, 15_000);

  it('tell what was delivered and what not, and send it again', async () => {
    const sentence = 'Nothing has arrived at "Ops room" since 2026-11-22 09:00 UTC, so it was switched off.';
    const { user, api } = renderApp('/webhooks?webhook=w1', {
      Query: { webhooks: () => [webhook({ state: 'FAILING', sentence })], webhook: one },
      Mutation: { repeatWebhookDelivery: () => ({ delivery: { ...delivery, state: 'WAITING' }, problems: [] }) },
    });
    expect(await screen.findByText(sentence)).toBeTruthy();
    const entry = await screen.findByRole('article', { name: 'run.finished, Not delivered' });
    expect(within(entry).getByText('The webhook "Ops room" answered with 500.')).toBeTruthy();
    await user.click(within(entry).getByRole('button', { name: 'Show details of run.finished' }));
    expect(within(entry).getByText('Out of disk')).toBeTruthy();
    expect(within(entry).getByLabelText('Body of the message').textContent).toContain('"type": "run.finished"');
    await user.click(within(entry).getByRole('button', { name: 'Send again: run.finished' }));
    expect(await screen.findByText('The message goes out again.')).toBeTruthy();
    expect(api.callsOf('RepeatWebhookDelivery')[0]?.variables).toEqual({ id: 'd1' });
  }, 15_000);

  it('are tried by a button, which says what came of it', async () => {
    const { user } = renderApp('/webhooks?webhook=w1', {
      Query: { webhooks: () => [webhook()], webhook: one },
      Mutation: {
        testWebhook: () => ({
          done: null,
          problems: [{ code: 'not_delivered', message: 'The webhook "Ops room" answered with 410.' }],
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Send a test' }));
    expect(await screen.findByText('The webhook "Ops room" answered with 410.')).toBeTruthy();
  }, 15_000);

  it('are looked at and repeated by support, changed by administrators, and hidden from the others', async () => {
    renderApp('/webhooks?webhook=w1', { Query: { webhooks: () => [webhook()], webhook: one } }, 'SUPPORT');
    const test = await screen.findByRole('button', { name: 'Send a test' });
    expect(test.getAttribute('aria-disabled')).toBe('true');
    expect(
      (await screen.findByRole('button', { name: 'Send again: run.finished' })).getAttribute('aria-disabled'),
    ).toBeNull();
  });

  it('are not shown to a viewer', async () => {
    renderApp('/webhooks', {}, 'VIEWER');
    expect(await screen.findByText(/Only support and administrators see the webhooks/)).toBeTruthy();
  });

  it('say that they could not be loaded', async () => {
    renderApp('/webhooks', { Query: { webhooks: () => failure('The server is starting. Try again.') } });
    expect(await screen.findByText('The server is starting. Try again.')).toBeTruthy();
  });
});
