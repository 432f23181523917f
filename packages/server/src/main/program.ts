import { type Env, processEnv } from '../platform/env.ts';
import { createLogger, type Logger } from '../platform/logger.ts';

/** Ends a program in order; whatever is slow is cut off in time for the operator's patience of ten seconds. */
export type Stop = () => Promise<void>;

const MAX_END_MS = 9_500;

/** EX_TEMPFAIL: ended on purpose, to be started again; the code that every supervisor takes for a failure. */
export const START_ANEW = 75;

/** Runs a program until a signal comes: reads the environment, starts it, ends it cleanly, and says in one line why it could not start. */
export async function run(name: string, start: (env: Env, logger: Logger) => Promise<Stop>): Promise<void> {
  let env: Env;
  try {
    env = processEnv();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  const logger = createLogger({ level: env.logLevel, name });
  process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'the program broke');
    process.exit(1);
  });
  try {
    const stop = await start(env, logger);
    endOnSignal(stop, logger);
  } catch (err) {
    logger.fatal({ err }, `the ${name} could not start`);
    process.exit(1);
  }
}

function endOnSignal(stop: Stop, logger: Logger): void {
  let isEnding = false;
  const end = async (signal: string) => {
    if (isEnding) return;
    isEnding = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), MAX_END_MS).unref();
    await stop().catch((err: unknown) => logger.error({ err }, 'could not stop in order'));
    logger.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal));
}
