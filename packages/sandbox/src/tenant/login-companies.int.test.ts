import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../index.ts';
import { type ChildSandbox, startChild } from '../testing/child.ts';
import { type Access, clientOf, type Reply } from '../testing/client.ts';

const COMPANIES = ['alpha', 'Beta-2', 'gamma.msp'];
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-companies-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const accessOf = (sandbox: Sandbox, company: string): Access => {
  const { publicKey, privateKey } = sandbox.tenant(company);
  return { url: sandbox.url, clientId: sandbox.clientId, company, publicKey, privateKey };
};
const addCompany = (access: Access, identifier: string): Promise<Reply> =>
  clientOf(access)('POST', '/company/companies', {
    identifier,
    name: identifier,
    site: { name: 'Main' },
    city: 'Tampa',
  });
const upload = async (access: Access, text: string): Promise<number> => {
  const form = new FormData();
  form.set('recordType', 'Company');
  form.set('recordId', '1');
  form.set('file', new Blob([text]), 'note.txt');
  const keys = `${access.company}+${access.publicKey}:${access.privateKey}`;
  const response = await fetch(`${access.url}/v4_6_release/apis/3.0/system/documents`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Basic ${Buffer.from(keys).toString('base64')}`, clientId: access.clientId },
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: number }).id;
};
/** All companies as text; the address of the sandbox, which differs from run to run, is taken out. */
const rowsOf = (sandbox: Sandbox, company: string): string =>
  JSON.stringify(sandbox.tenant(company).store.list('companies')).replaceAll(sandbox.url, '');
const identifiers = async (access: Access): Promise<string[]> =>
  (await clientOf(access)('GET', '/company/companies?pageSize=1000')).body.map(
    (row: { identifier: string }) => row.identifier,
  );

describe('login companies side by side', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox({ seed: 'empty', companies: COMPANIES, control: true });
  });
  afterEach(() => sandbox.close());

  it('keep their rows, ids, keys and documents apart', async () => {
    const [alpha, beta] = COMPANIES.map((company) => accessOf(sandbox, company)) as [Access, Access];
    expect((await addCompany(alpha, 'OfAlpha')).body.id).toBe(1);
    expect((await addCompany(beta, 'OfAlpha')).body.id).toBe(1);
    await addCompany(beta, 'OfBeta');
    const document = await upload(alpha, 'secret of alpha');
    expect([await identifiers(alpha), await identifiers(beta)]).toEqual([['OfAlpha'], ['OfAlpha', 'OfBeta']]);
    expect((await clientOf(beta)('GET', `/system/documents/${document}/download`)).status).toBe(404);
    expect((await clientOf(alpha)('GET', `/system/documents/${document}/download`)).body).toBe('secret of alpha');
    expect((await clientOf({ ...alpha, company: 'Beta-2' })('GET', '/system/info')).status).toBe(401);
    expect((await clientOf({ ...alpha, company: 'nobody' })('GET', '/system/info')).status).toBe(401);
    expect((await clientOf({ ...beta, company: 'BETA-2' })('GET', '/system/info')).status).toBe(200);
  });

  it('keep keys revoked, rights, readings and resets of one from the others', async () => {
    const [alpha, beta] = COMPANIES.map((company) => accessOf(sandbox, company)) as [Access, Access];
    const control = (name: string, body: unknown) =>
      fetch(`${sandbox.url}/control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    await addCompany(alpha, 'Kept');
    await addCompany(beta, 'Lost');
    await control('permissions', { company: 'Beta-2', deny: 'sales' });
    await control('readings', { company: 'Beta-2', isCloud: 'boolean' });
    expect((await clientOf(beta)('GET', '/sales/stages')).status).toBe(403);
    expect((await clientOf(alpha)('GET', '/sales/stages')).status).toBe(200);
    const cloud = async (company: string) =>
      ((await (await fetch(`${sandbox.url}/login/companyinfo/${company}`)).json()) as { IsCloud: unknown }).IsCloud;
    expect([await cloud('alpha'), await cloud('Beta-2')]).toEqual(['True', true]);
    await control('keys', { company: 'Beta-2', revoked: true });
    expect((await clientOf(beta)('GET', '/system/info')).status).toBe(401);
    expect((await clientOf(alpha)('GET', '/system/info')).status).toBe(200);
    await control('reset', { company: 'Beta-2' });
    expect([await identifiers(alpha), await identifiers(beta)]).toEqual([['Kept'], []]);
  });

  it('send callbacks that name the login company, each signed with its own key', async () => {
    const received: { CompanyId: string; ID: number; Metadata: { key_url: string } }[] = [];
    const receiver = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      received.push(JSON.parse(text));
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => receiver.once('listening', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/?recordId=`;
    for (const company of ['alpha', 'Beta-2']) {
      const call = clientOf(accessOf(sandbox, company));
      await call('POST', '/system/callbacks', { url, objectId: 1, type: 'company', level: 'owner' });
    }
    for (const company of COMPANIES) await addCompany(accessOf(sandbox, company), 'New');
    for (const company of COMPANIES) await sandbox.tenant(company).callbacks.idle();
    receiver.closeAllConnections();
    receiver.close();
    expect(received.map(({ CompanyId }) => CompanyId).sort()).toEqual(['Beta-2', 'alpha']);
    const keys = await Promise.all(received.map(async ({ Metadata }) => (await fetch(Metadata.key_url)).text()));
    expect(new Set(keys).size).toBe(2);
  });

  it('are counted apart when they are throttled, and each is named in the journal', async () => {
    const [alpha, beta] = COMPANIES.map((company) => accessOf(sandbox, company)) as [Access, Access];
    for (const company of ['alpha', 'Beta-2']) sandbox.tenant(company).readings.requestsPerMinute = 3;
    const statuses = async (access: Access) => {
      const replies: number[] = [];
      for (let at = 0; at < 4; at += 1) replies.push((await clientOf(access)('GET', '/system/info')).status);
      return replies;
    };
    expect(await statuses(alpha)).toEqual([200, 200, 200, 429]);
    expect(await statuses(beta)).toEqual([200, 200, 200, 429]);
    sandbox.clock.advance(61_000);
    expect((await clientOf(alpha)('GET', '/system/info')).status).toBe(200);
    const response = await fetch(`${sandbox.url}/control/journal?company=beta-2`);
    const entries = (await response.json()) as { company: string }[];
    expect(entries.map(({ company }) => company)).toEqual(Array(4).fill('Beta-2'));
  });

  it('are shown apart on the page', async () => {
    await addCompany(accessOf(sandbox, 'alpha'), 'OnlyAlpha');
    const page = async (company: string) => (await fetch(`${sandbox.url}/companies?company=${company}`)).text();
    expect(await page('alpha')).toContain('OnlyAlpha');
    expect(await page('Beta-2')).not.toContain('OnlyAlpha');
  });
});

describe('with --data', () => {
  it('keep rows, documents, keys and seeds apart over restarts, those added later too', async () => {
    const at = join(directory, 'restart');
    const first = await createSandbox({
      dataDir: at,
      control: true,
      companies: [
        { company: 'alpha', seed: 'traps' },
        { company: 'Beta-2', seed: 50 },
      ],
    });
    const response = await fetch(`${first.url}/control/companies`, {
      method: 'POST',
      body: JSON.stringify({ company: 'gamma.msp', seed: 'empty' }),
    });
    expect(response.status).toBe(200);
    const before = COMPANIES.map((company) => accessOf(first, company));
    for (const access of before) await addCompany(access, `New-${access.company}`);
    const document = await upload(before[2] as Access, 'kept');
    const rows = COMPANIES.map((company) => rowsOf(first, company));
    await first.close();

    const second = await createSandbox({ dataDir: at, companies: ['alpha', 'Beta-2'], control: true });
    expect(COMPANIES.map((company, index) => rowsOf(second, company) === rows[index])).toEqual([true, true, true]);
    const after = COMPANIES.map((company) => ({ ...accessOf(second, company), url: '' }));
    expect(after).toEqual(before.map((access) => ({ ...access, url: '' })));
    const gamma = clientOf(accessOf(second, 'gamma.msp'));
    expect((await gamma('GET', `/system/documents/${document}/download`)).body).toBe('kept');
    await second.reset('Beta-2', 20);
    await second.close();

    const third = await createSandbox({ dataDir: at });
    expect(third.tenant('Beta-2').store.count('companies')).toBe(20);
    expect(rowsOf(third, 'alpha') === rows[0]).toBe(true);
    await third.close();
  });

  it('lose no acknowledged write of any of them on SIGKILL', async () => {
    const at = join(directory, 'kill');
    const args = ['--seed', 'empty', '--data', at, '--control', '--compact-at', '3000'];
    const acknowledged = new Map(COMPANIES.map((company) => [company, new Set<string>()]));
    let running: ChildSandbox | undefined;
    for (let round = 0; round < 3; round += 1) {
      running = await startChild([...args, ...COMPANIES.flatMap((company) => ['--company', company])]);
      const list = await (await fetch(`${running.url}/control/companies`)).json();
      const { url, clientId } = running;
      const accesses = (list as Access[]).map((entry) => ({ ...entry, url, clientId }));
      const wanted = [...acknowledged.values()].map((set) => set.size + 15);
      let isRunning = true;
      const writers = accesses.flatMap((access) =>
        [1, 2].map(async (writer) => {
          for (let number = 0; isRunning; number += 1) {
            const identifier = `R${round}W${writer}N${number}`;
            const reply = await addCompany(access, identifier).catch(() => undefined);
            if (reply?.status === 201) acknowledged.get(access.company)?.add(identifier);
          }
        }),
      );
      while ([...acknowledged.values()].some((set, index) => set.size < (wanted[index] ?? 0))) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await running.kill();
      isRunning = false;
      await Promise.all(writers);
    }
    const sandbox = await createSandbox({ dataDir: at });
    for (const [company, expected] of acknowledged) {
      const found = new Set(
        sandbox
          .tenant(company)
          .store.list('companies')
          .map((row) => row.identifier),
      );
      expect({ company, lost: [...expected].filter((identifier) => !found.has(identifier)) }).toEqual({
        company,
        lost: [],
      });
      expect(expected.size).toBeGreaterThanOrEqual(45);
    }
    await sandbox.close();
  }, 120_000);
});
