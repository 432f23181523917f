import { createServer } from 'node:http';
import { createSandbox, type Sandbox } from '@causeway/sandbox';
import { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import { Transport } from '../../connectwise/client/transport.ts';
import { sandboxAccounts } from './sandbox-accounts.ts';

describe('the keys of a sandbox', () => {
  let sandbox: Sandbox;
  const asked: string[] = [];
  const other = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{"companies": []}');
  });
  let otherUrl = '';
  beforeAll(async () => {
    sandbox = await createSandbox({ seed: 'empty', control: true });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    otherUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(async () => {
    await sandbox.close();
    other.close();
  });

  const ask = async (siteUrl: string, named: string[]) => {
    const guard = new OutboundGuard(named);
    const transport = new Transport({ guard });
    return sandboxAccounts(siteUrl, { guard, transport }).finally(() => transport.close());
  };

  it('are told where the operator has named the host', async () => {
    const { host } = new URL(sandbox.url);
    const { company: loginCompany, publicKey, privateKey } = sandbox;
    expect(await ask(sandbox.url, [host])).toEqual([{ loginCompany, publicKey, privateKey }]);
  });

  const there = (): string => otherUrl;
  const nobody = (): string[] => [];
  it.each([
    ['a host that nobody has named', there, nobody, 0],
    ['another server that was named', there, (): string[] => [new URL(otherUrl).host], 1],
    ['the cloud of ConnectWise', (): string => 'https://na.myconnectwise.net', nobody, 0],
    ['no address', (): string => 'http://', nobody, 0],
    ['nobody there', (): string => 'http://127.0.0.1:9', (): string[] => ['127.0.0.1:9'], 0],
  ] as const)('are not told of %s', async (_what, siteUrl, named, requests) => {
    asked.length = 0;
    expect(await ask(siteUrl(), [...named()])).toEqual([]);
    expect(asked).toHaveLength(requests);
  });
});
