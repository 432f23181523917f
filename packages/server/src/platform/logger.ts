import { types } from 'node:util';
import { type DestinationStream, type Logger as PinoLogger, pino, stdSerializers } from 'pino';
import { isSecretName, REDACTED, redactText } from './secret-names.ts';
import { currentTraceId } from './tracing/tracing.ts';

export type Logger = PinoLogger;

export interface LoggerOptions {
  level: string;
  /** Which program speaks: "api", "worker". */
  name: string;
  destination?: DestinationStream;
}

/** Lines of JSON. Fields with secret names are hidden however deep they lie; credentials are taken out of texts, messages and stacks. */
export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  const options = {
    level,
    name,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => hideFields(fields),
    },
    mixin: () => {
      const traceId = currentTraceId();
      return traceId === null ? {} : { traceId };
    },
    // Errors are described, and hidden from, in formatters.log already.
    serializers: { err: (described: unknown) => described },
    hooks: {
      logMethod(this: PinoLogger, args: unknown[], method: (...rest: unknown[]) => void) {
        method.apply(this, withoutSecrets(args));
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Texts of a call without credentials; an error handed in alone gets its own message, which pino would take as it is. */
function withoutSecrets(args: unknown[]): unknown[] {
  const [first, ...rest] = args;
  const texts = rest.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg));
  if (typeof first === 'string') return [redactText(first), ...texts];
  if (!types.isNativeError(first)) return [first, ...texts];
  return [{ err: first }, ...(texts.length > 0 ? texts : [redactText(first.message)])];
}

const hideFields = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isSecretName(key) ? REDACTED : hide(value, 1)]),
  );

const DEEPEST = 8;

function hide(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > DEEPEST) return '…';
  if (types.isNativeError(value)) return hide(describeError(value), depth + 1);
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => hide(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isSecretName(key) ? REDACTED : hide(item, depth + 1)]),
  );
}

function describeError(error: Error): Record<string, unknown> {
  const { raw: _raw, ...described } = stdSerializers.err(error);
  return { ...described };
}
