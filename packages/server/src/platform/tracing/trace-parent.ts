import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';

/** W3C trace context: `00-<trace>-<span>-<flags>`. A later version may carry more behind it. */
const FORM = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** What a `traceparent` names; null for anything that is none. */
export function readTraceParent(text: unknown): SpanContext | null {
  if (typeof text !== 'string' || text.length > 200) return null;
  const [, version, traceId = '', spanId = '', flags = '', more] = FORM.exec(text) ?? [];
  if (version === undefined || (version === '00' && more !== undefined)) return null;
  const found = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(found) ? found : null;
}

export const writeTraceParent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, '0')}`;

type Named = Readonly<Record<string, unknown>> | null | undefined;

/** What caused an operation on a socket: the `traceparent` that it brings in its extensions, else that of the socket's first message. */
export const causeOfOperation = (extensions: Named, first: Named): unknown =>
  [extensions?.traceparent, first?.traceparent].find((one) => readTraceParent(one) !== null);
