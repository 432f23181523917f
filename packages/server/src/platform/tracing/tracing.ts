import { randomBytes } from 'node:crypto';
import {
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { errorType, fitFacts, type SpanFacts, wordOr } from './span-facts.ts';
import { readTraceParent, writeTraceParent } from './trace-parent.ts';

// There also when nothing is exported: each request and run has a trace ID for the log and the audit log.
context.setGlobalContextManager(new AsyncLocalStorageContextManager());

const tracer = trace.getTracer('causeway');

/** What is told of a span once it runs. */
export interface OpenSpan {
  tell(facts: SpanFacts): void;
  rename(name: string): void;
  failed(error: unknown): void;
  /** Runs one statement and counts it: how many there were, and how long the slowest took. */
  statement<T>(run: () => Promise<T>): Promise<T>;
}

export interface TraceStart {
  name: string;
  /** The `traceparent` of what caused it; without one the trace goes on that runs, unless there shall be a new one. */
  parent?: unknown;
  isNew?: boolean;
  /** Further causes, where there is more than one. */
  links?: readonly SpanContext[];
  kind?: SpanKind;
  facts?: SpanFacts;
}

export const currentTraceId = (): string | null => trace.getActiveSpan()?.spanContext().traceId ?? null;

/** What goes along to whoever carries on with the work; null outside of any. */
export function currentTraceParent(): string | null {
  const span = trace.getActiveSpan();
  return span ? writeTraceParent(span.spanContext()) : null;
}

/** Runs work under a trace: that of its cause, or one of its own. Everything within knows the trace's ID, whether it is exported or not. */
export function inTrace<T>(start: TraceStart, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  const { around, span } = begin(start);
  return context.with(around, () => untilOver(span, work));
}

/** The same where the end is told by an event. */
export function openTrace<T>(start: TraceStart, work: (span: OpenSpan, end: () => void) => T): T {
  const { around, span } = begin(start);
  return context.with(around, () => work(span.isRecording() ? opened(span) : untold, () => span.end()));
}

/** A part of what runs; where nothing is recorded it costs nothing and tells nothing. */
export function inSpan<T>(
  { name, facts = {}, kind = SpanKind.INTERNAL }: Pick<TraceStart, 'name' | 'facts' | 'kind'>,
  work: (span: OpenSpan) => Promise<T>,
): Promise<T> {
  if (!isRecording()) return work(untold);
  const span = tracer.startSpan(name, { kind, attributes: fitFacts(facts) });
  return context.with(trace.setSpan(context.active(), span), () => untilOver(span, work));
}

/** A part that is not around anything else: it ends when it is told. Null where nothing is recorded. */
export function besideSpan(name: string, facts: SpanFacts): { span: OpenSpan; end(): void } | null {
  if (!isRecording()) return null;
  const span = tracer.startSpan(name, { attributes: fitFacts(facts) });
  return { span: opened(span), end: () => span.end() };
}

/** Runs a statement of the transaction that runs, and counts it there. */
export function statement<T>(run: () => Promise<T>): Promise<T> {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? counted(span, run) : run();
}

const tallies = new WeakMap<Span, { statements: number; slowestMs: number }>();

/** In figures alone: a text could hold values. */
async function counted<T>(span: Span, run: () => Promise<T>): Promise<T> {
  const tally = tallies.get(span) ?? { statements: 0, slowestMs: 0 };
  tallies.set(span, tally);
  const startedAt = performance.now();
  try {
    return await run();
  } finally {
    tally.statements++;
    tally.slowestMs = Math.max(tally.slowestMs, Math.round((performance.now() - startedAt) * 10) / 10);
    const facts = { 'causeway.statements': tally.statements, 'causeway.slowest_statement_ms': tally.slowestMs };
    span.setAttributes(fitFacts(facts));
  }
}

const isRecording = (): boolean => trace.getActiveSpan()?.isRecording() ?? false;

function begin({ name, parent, isNew = false, links = [], kind = SpanKind.INTERNAL, facts = {} }: TraceStart): {
  around: Context;
  span: Span;
} {
  const cause = readTraceParent(parent);
  const running = trace.getActiveSpan()?.spanContext();
  const base = cause ? trace.setSpanContext(ROOT_CONTEXT, cause) : isNew ? ROOT_CONTEXT : context.active();
  // The job that came upon it stays findable from the trace that caused it.
  const found = cause && running && running.traceId !== cause.traceId ? [running] : [];
  const linked = [...found, ...links].map((one) => ({ context: one }));
  const begun = tracer.startSpan(name, { kind, attributes: fitFacts(facts), links: linked }, base);
  const span = isSpanContextValid(begun.spanContext()) ? begun : trace.wrapSpanContext(newContext());
  return { around: trace.setSpan(base, span), span };
}

function newContext() {
  const random = randomBytes(24).toString('hex');
  return { traceId: random.slice(0, 32), spanId: random.slice(32), traceFlags: TraceFlags.NONE };
}

async function untilOver<T>(span: Span, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  const open = opened(span);
  try {
    return await work(open);
  } catch (error) {
    open.failed(error);
    throw error;
  } finally {
    span.end();
  }
}

const opened = (span: Span): OpenSpan => ({
  tell: (facts) => void span.setAttributes(fitFacts(facts)),
  rename: (name) => void span.updateName(name.split(' ').map(wordOr).join(' ')),
  failed: (error) => {
    span.setAttributes(fitFacts({ 'error.type': errorType(error) }));
    span.setStatus({ code: SpanStatusCode.ERROR });
  },
  statement: (run) => counted(span, run),
});

const untold: OpenSpan = {
  tell: () => undefined,
  rename: () => undefined,
  failed: () => undefined,
  statement: (run) => run(),
};
