import { parseArgs } from 'node:util';
import { isRefusedByBrowsers } from '../../platform/http/refused-ports.ts';
import { StartError } from './start-error.ts';

export interface EmbeddedOptions {
  fresh: boolean;
  unconnected: boolean;
  help: boolean;
  /** API and worker begin anew when what they use was compiled again. */
  watch: boolean;
  /** Port of the application on loopback. */
  port: number;
  /** Port of the sandbox on loopback; part of the connection, so it stays the same between starts. */
  sandboxPort: number;
}

export const usage = `Usage: npm start [-- options]

  --fresh           throw away the data of earlier starts and begin again
  --unconnected     start without a connection to ConnectWise, so that you can try the set-up
  --port N          port of the application (default 4000, or PORT)
  --sandbox-port N  port of the ConnectWise sandbox (default 4010, or SANDBOX_PORT)
  --watch           start API and worker again when they were compiled again; "npm run dev" uses it
  --help            show this text
`;

export function readOptions(args: string[], environment: Record<string, string | undefined>): EmbeddedOptions {
  const values = parse(args);
  return {
    fresh: values.fresh ?? false,
    unconnected: values.unconnected ?? false,
    help: values.help ?? false,
    watch: values.watch ?? false,
    port: portOf(values.port ?? environment.PORT ?? '4000', '--port'),
    sandboxPort: portOf(values['sandbox-port'] ?? environment.SANDBOX_PORT ?? '4010', '--sandbox-port'),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        fresh: { type: 'boolean' },
        unconnected: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        watch: { type: 'boolean' },
        port: { type: 'string' },
        'sandbox-port': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function portOf(text: string, option: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartError(`"${text}" is not a port. Give ${option} a number from 1 to 65535.`);
  }
  if (isRefusedByBrowsers(port)) {
    throw new StartError(
      `Browsers and fetch refuse to talk to port ${port}. Choose another one: npm start -- ${option} ${port + 1000}`,
    );
  }
  return port;
}
