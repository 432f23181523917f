import { fork } from 'node:child_process';
import { get as httpGet } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createSandbox } from './create-sandbox.ts';

const COMPANIES = 100_000;
const print = (text: string) => process.stdout.write(`${text}\n`);

interface Access {
  readonly url: string;
  readonly authorization: string;
  readonly clientId: string;
}

/** Two clients walk forward-only over a half of the companies each; answers records read and seconds taken. */
async function walk(access: Access): Promise<{ records: number; seconds: number }> {
  const started = performance.now();
  const half = COMPANIES / 2;
  const parts = await Promise.all([pages(access, 0, half), pages(access, half, COMPANIES)]);
  return { records: parts.reduce((sum, part) => sum + part, 0), seconds: (performance.now() - started) / 1000 };
}

async function pages({ url, authorization, clientId }: Access, from: number, to: number): Promise<number> {
  let pageId = from;
  while (pageId < to) {
    const path = `${url}/v4_6_release/apis/3.0/company/companies?pageSize=1000&pageId=${pageId}`;
    const link = await read(path, { authorization, clientId, 'pagination-type': 'forward-only' });
    pageId = Number(/pageId=(\d+)/.exec(link)?.[1]);
  }
  return pageId - from;
}

function read(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    httpGet(url, { headers }, (response) => {
      response.on('data', () => undefined);
      response.on('end', () => resolve(String(response.headers.link ?? '')));
    }).on('error', reject);
  });
}

if (process.send) {
  process.on('message', async (access: Access) => {
    for (let round = 0; round < 4; round += 1) process.send?.(await walk(access));
    process.disconnect();
  });
} else {
  const started = performance.now();
  const sandbox = await createSandbox({ seed: COMPANIES });
  print(`start with ${COMPANIES} companies: ${Math.round(performance.now() - started)} ms`);
  const authorization = `Basic ${Buffer.from(`${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`).toString('base64')}`;
  const child = fork(fileURLToPath(import.meta.url));
  let round = 0;
  let cpu = process.cpuUsage();
  child.on('message', (result: { records: number; seconds: number }) => {
    const name = round === 0 ? 'cold ' : 'again';
    round += 1;
    const used = process.cpuUsage(cpu);
    cpu = process.cpuUsage();
    const busy = ((used.user + used.system) / 1e6).toFixed(2);
    print(
      `${name} ${result.records} records in ${result.seconds.toFixed(2)} s: ${Math.round(result.records / result.seconds)} records/s (sandbox CPU ${busy} s)`,
    );
  });
  child.send({ url: sandbox.url, authorization, clientId: sandbox.clientId });
  await new Promise((resolve) => child.once('exit', resolve));
  print(`memory: ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
  await sandbox.close();
}
