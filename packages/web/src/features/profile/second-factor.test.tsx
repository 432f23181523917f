import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { deviceOf } from '../../components/device-name.ts';
import { renderApp, viewerOf } from '../../testing/render-app.tsx';

const codes = Array.from({ length: 10 }, (_, n) => `ABCD-EFGH-JKM${n}`);
const key = { secret: 'GEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/x', qrCode: 'data:image/png;base64,', problems: [] };
const unproven = {
  secret: null,
  uri: null,
  qrCode: null,
  problems: [{ code: 'proof_missing', field: 'password', message: 'Enter your password first.' }],
};
const none = { isOn: false, since: null, recoveryCodesLeft: 0, isDemanded: false };

describe('the second factor on the profile page', () => {
  it('is set up by key and code, and shows the recovery codes once', async () => {
    let isOn = false;
    const { user } = renderApp('/profile', {
      Query: {
        mySessions: () => [],
        mySecondFactor: () => ({ ...none, isOn, recoveryCodesLeft: isOn ? 10 : 0 }),
      },
      Mutation: {
        beginSecondFactor: ({ password }: { password: string | null }) => (password ? key : unproven),
        confirmSecondFactor: () => {
          isOn = true;
          return { recoveryCodes: codes, endedSessions: 1, problems: [] };
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Set up' }));
    expect(await screen.findByText('Show first that it is really you.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /instead/ })).toBeNull();
    await user.type(screen.getByLabelText('Password', { selector: 'input' }), 'correct horse{Enter}');
    expect(await screen.findByAltText('The key as a QR code')).toBeTruthy();
    expect(screen.getByLabelText('Key').textContent).toBe('GEZD GNBV GY3T QOJQ');
    await user.type(screen.getByLabelText('Code'), '123456');
    await user.click(screen.getByRole('button', { name: 'Switch on' }));
    expect((await screen.findByLabelText('Recovery codes')).textContent).toContain(codes[9]);
    const done = screen.getByRole<HTMLButtonElement>('button', { name: 'Done' });
    expect(done.disabled).toBe(true);
    await user.click(screen.getByLabelText('I have stored these codes.'));
    await user.click(done);
    await waitFor(() => expect(screen.queryByLabelText('Recovery codes')).toBeNull());
    expect(await screen.findByText(/recovery codes left: 10/)).toBeTruthy();
  });

  it('is switched off with the password, too, and says when that is wrong', async () => {
    const { user, api } = renderApp('/profile', {
      Query: {
        mySessions: () => [],
        mySecondFactor: () => ({ ...none, isOn: true, since: '2026-11-23T09:00:00.000Z' }),
      },
      Mutation: {
        switchOffSecondFactor: () => ({
          secondFactor: null,
          problems: [{ code: 'wrong_code', message: 'This code is not right.' }],
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Switch off' }));
    await user.click(await screen.findByRole('button', { name: 'Use my password instead' }));
    await user.type(screen.getByLabelText('Password', { selector: 'input' }), 'correct horse{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('not right');
    expect(api.callsOf('SwitchOffSecondFactor')[0]?.variables).toEqual({ password: 'correct horse', code: null });
  });

  it('comes before everything else where the workspace demands it', async () => {
    let isDone = false;
    const { user } = renderApp('/runs', {
      Query: {
        viewer: () => ({ ...viewerOf('ADMIN'), mustSetUpSecondFactor: !isDone }),
        syncRuns: () => ({ items: [], pageInfo: { hasNextPage: false, endCursor: null } }),
      },
      Mutation: {
        beginSecondFactor: ({ password }: { password: string | null }) => (password ? key : unproven),
        confirmSecondFactor: () => {
          isDone = true;
          return { recoveryCodes: codes, endedSessions: 0, problems: [] };
        },
      },
    });
    expect(await screen.findByRole('heading', { name: 'Set up a second factor' })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    await user.type(await screen.findByLabelText('Password', { selector: 'input' }), 'correct horse{Enter}');
    await user.type(await screen.findByLabelText('Code'), '123456{Enter}');
    await user.click(await screen.findByLabelText('I have stored these codes.'));
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(await screen.findByRole('navigation', { name: 'Main' })).toBeTruthy();
  });
});

describe('the names of devices', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1',
      'Safari on iPhone',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['node', 'Another program'],
    [null, 'Another program'],
  ])('%s is %s', (userAgent, name) => {
    expect(deviceOf(userAgent)).toBe(name);
  });
});
