import type { z } from 'zod';
import { inTrace } from '../tracing/tracing.ts';

/** A kind of work by name. The payload holds IDs, never data: a job re-reads what it works on and is safe to repeat. */
export interface Job<P> {
  readonly name: string;
  readonly payload: z.ZodType<P>;
}

/** What a running job is given besides its payload. */
export interface JobContext {
  /** Aborted when the process is asked to stop; long work ends at its next checkpoint. */
  readonly signal: AbortSignal;
  /** Says "still alive", so that the store does not hand the same job to another worker. Call it at every checkpoint. */
  touch(): Promise<void>;
}

/** A job with the function that does it; made by `handle`, which checks the payload before running. */
export interface JobHandler {
  readonly job: { readonly name: string };
  run(payload: unknown, context: JobContext): Promise<void>;
}

export const defineJob = <P>(name: string, payload: z.ZodType<P>): Job<P> => ({ name, payload });

/** Binds a job to its work. A payload that does not fit is a programming error and throws before any work. */
export const handle = <P>(job: Job<P>, run: (payload: P, context: JobContext) => Promise<void>): JobHandler => ({
  job,
  run: (payload, context) => run(parsePayload(job, payload), context),
});

/** Each run of a job begins a trace; what a request asked for goes on with that request's, which its row holds. */
export const inTraceOfJob = <T>({ job }: JobHandler, work: () => Promise<T>): Promise<T> =>
  inTrace({ name: `job ${job.name}`, isNew: true, facts: { 'causeway.job': job.name } }, work);

/** Checks a payload against the job's schema; names the job and the fields at fault. */
export function parsePayload<P>(job: Job<P>, payload: unknown): P {
  const parsed = job.payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`);
  throw new Error(`Job "${job.name}" was given a payload that does not fit: ${faults.join('; ')}.`);
}
