#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createSandbox } from './create-sandbox.ts';
import { parseSeed } from './seed/seed.ts';

const HELP = `A ConnectWise PSA stand-in over HTTP.

Usage: connectwise-sandbox [options]

  --port N            port to listen on (default 8580; 0 takes any free port)
  --host ADDRESS      address to listen on (default 127.0.0.1)
  --seed SEED         demo, traps, empty, or a number of companies to generate, up to 1000000 (default demo)
  --data DIR          keep state in this directory across restarts
  --company NAME      login company; give it again for more of them (default sandbox)
  --public-key KEY    keys of the first login company (default: made up at the start)
  --private-key KEY
  --control           serve the control API below /control (faults, clock, journal, state)
  --json              print the address and keys as one JSON line, and nothing else
  --help              this text

The API is below /v4_6_release/apis/3.0/, a page to look at the records at /.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8580' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: 'demo' },
      data: { type: 'string' },
      company: { type: 'string', multiple: true },
      'public-key': { type: 'string' },
      'private-key': { type: 'string' },
      control: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`"${values.port}" is not a port.`);
  const sandbox = await createSandbox({
    port,
    host: values.host,
    seed: parseSeed(values.seed),
    control: values.control,
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    ...(values.company === undefined ? {} : { companies: values.company }),
    publicKey: values['public-key'],
    privateKey: values['private-key'],
  });
  const { url, company, publicKey, privateKey, clientId } = sandbox;
  if (values.json) process.stdout.write(`${JSON.stringify({ url, company, publicKey, privateKey, clientId })}\n`);
  else {
    process.stdout.write(
      `ConnectWise sandbox on ${url}\n\n  login company  ${company}\n  public key     ${publicKey}\n  private key    ${privateKey}\n  client ID      ${clientId}\n\n` +
        `Look at the records: ${url}/\nStop with Ctrl-C.\n`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      sandbox.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
