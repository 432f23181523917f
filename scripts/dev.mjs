// The product from its sources: what changes is compiled, API and worker begin anew when what they use was compiled, the web app reloads in the
// browser. PostgreSQL and the sandbox come from packages/server/src/main/embedded.ts, with data of their own.
//   PORT (4000), SANDBOX_PORT (4010) and WEB_PORT (5173) choose the ports; arguments go to the start, e.g. --fresh.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { PORT = '4000', WEB_PORT = '5173' } = process.env;
if (process.argv.includes('--help')) {
  console.log('Usage: npm run dev [-- --fresh]. Ports: PORT (4000), SANDBOX_PORT (4010), WEB_PORT (5173).');
  process.exit(0);
}
const env = {
  ...process.env,
  PORT,
  WEB_PORT,
  CAUSEWAY_DATA: process.env.CAUSEWAY_DATA ?? join(root, '.cache', 'dev'),
  // The address that browsers use: the web app's own server hands the API's paths on.
  PUBLIC_URL: process.env.PUBLIC_URL ?? `http://127.0.0.1:${WEB_PORT}`,
};

console.log('Compiling …');
const watched = ['packages/shared', 'packages/sandbox', 'packages/server'];
const { status } = spawnSync('tsc', ['-b', ...watched], { cwd: root, env, stdio: 'inherit' });
if (status !== 0) process.exit(1);
console.log(
  `The web app with hot reload comes up on http://127.0.0.1:${WEB_PORT}; the logs are in ${env.CAUSEWAY_DATA}/logs.`,
);

const children = [
  start('node', ['packages/server/dist/src/main/embedded.js', '--watch', ...process.argv.slice(2)]),
  start('pnpm', ['--dir', 'packages/web', 'exec', 'vite', '--strictPort', '--clearScreen', 'false']),
];
let ending = false;
let timer;
let compiling;
for (const folder of watched) watch(join(root, folder, 'src'), { recursive: true }, compileSoon);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

/** The compiler's own watch mode does not take in new files; starting it anew takes a second. */
function compileSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (compiling) return compileSoon();
    console.log('Compiling …');
    compiling = spawn('tsc', ['-b', ...watched], { cwd: root, env, stdio: 'inherit' });
    compiling.on('exit', (code) => {
      compiling = null;
      if (code === 0) console.log('Compiled.');
    });
  }, 150);
}

function start(command, args) {
  // In a group of its own, so that Ctrl-C reaches it once, from here.
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  child.on('error', (error) => {
    console.error(`"${command}" could not be started: ${error.message}`);
    end(1);
  });
  child.on('exit', (code) => end(code ?? 1));
  return child;
}

/** One that ends takes the others along; the last one ends this process. */
async function end(code) {
  if (ending) return;
  ending = true;
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(running.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  process.exit(code);
}
