import { createSandbox, type Sandbox } from './index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${sandbox.url}/v4_6_release/apis/3.0${path}`, {
    ...init,
    headers: {
      authorization: `Basic ${Buffer.from(`${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`).toString('base64')}`,
      clientId: sandbox.clientId,
      ...(init.headers as Record<string, string> | undefined),
    },
  });

it('serves the demo companies with their count', async () => {
  const response = await call('/company/companies/count');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ count: sandbox.store.count('companies') });
  expect(sandbox.store.count('companies')).toBeGreaterThan(2_900);
});
