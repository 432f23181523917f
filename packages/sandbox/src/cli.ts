#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createSandbox } from './create-sandbox.ts';
import { isRefusedByBrowsers } from './http/refused-ports.ts';
import { parseSeed } from './seed/seed-name.ts';

const HELP = `A ConnectWise PSA stand-in over HTTP.

Usage: connectwise-sandbox [options]

  --port N            port to listen on (default 8580; 0 takes any free port)
  --host ADDRESS      address to listen on (default 127.0.0.1)
  --address URL       address by which others reach it, printed and used in its answers (default: what it listens on)
  --seed SEED         demo, traps, empty, or a number of companies to generate, up to 1000000 (default demo)
  --data DIR          keep state in this directory across restarts
  --compact-at BYTES  size of the change log in DIR after which it becomes a new snapshot (default 67108864)
  --company NAME      login company; give it again for more of them (default sandbox)
  --public-key KEY    keys of the first login company (default: made up at the start)
  --private-key KEY
  --control           serve the control API below /control (faults, clock, journal, state)
  --control-host NAME names in Host that the control API answers to, beside addresses and localhost; may be repeated
  --json              print the address and keys as one JSON line, and nothing else
  --help              this text

The API is below /v4_6_release/apis/3.0/, a page to look at the records at /.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8580' },
      host: { type: 'string', default: '127.0.0.1' },
      address: { type: 'string' },
      seed: { type: 'string', default: 'demo' },
      data: { type: 'string' },
      'compact-at': { type: 'string' },
      company: { type: 'string', multiple: true },
      'public-key': { type: 'string' },
      'private-key': { type: 'string' },
      control: { type: 'boolean', default: false },
      'control-host': { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const port = wholeNumber(values.port, 'port', 0, 65_535);
  if (isRefusedByBrowsers(port))
    throw new Error(`Browsers and fetch refuse to talk to port ${port}. Choose another one: --port ${port + 1000}`);
  const compactAt = values['compact-at'];
  const sandbox = await createSandbox({
    port,
    host: values.host,
    ...(values.address === undefined ? {} : { address: addressIn(values.address) }),
    seed: parseSeed(values.seed),
    control: values.control,
    controlHosts: values['control-host'] ?? [],
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    ...(compactAt === undefined ? {} : { compactAtBytes: wholeNumber(compactAt, 'number of bytes', 1, 1e12) }),
    ...(values.company === undefined ? {} : { companies: values.company }),
    publicKey: values['public-key'],
    privateKey: values['private-key'],
  });
  // Before anything is printed: whoever reads the first line may end this process at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      sandbox.close().then(() => process.exit(0));
    });
  }
  const { url, company, publicKey, privateKey, clientId } = sandbox;
  if (values.json) process.stdout.write(`${JSON.stringify({ url, company, publicKey, privateKey, clientId })}\n`);
  else {
    process.stdout.write(
      `ConnectWise sandbox on ${url}\n\n  login company  ${company}\n  public key     ${publicKey}\n  private key    ${privateKey}\n  client ID      ${clientId}\n\n` +
        `Look at the records: ${url}/\nStop with Ctrl-C.\n`,
    );
  }
}

function addressIn(text: string): string {
  if (URL.canParse(text) && /^https?:\/\/[^/]+\/*$/.test(text)) return text;
  throw new Error(`"${text}" is no address. Give one like http://sandbox:4010.`);
}

function wholeNumber(text: string, what: string, smallest: number, largest: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= smallest && number <= largest) return number;
  throw new Error(`"${text}" is not a ${what}. Give a whole number from ${smallest} to ${largest}.`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
