import { createLogger } from '../logger.ts';
import { errorType, fitFacts } from './span-facts.ts';
import { readTraceParent, writeTraceParent } from './trace-parent.ts';
import { currentTraceId, currentTraceParent, inSpan, inTrace } from './tracing.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const parent = `00-${trace}-00f067aa0ba902b7-01`;

describe('readTraceParent', () => {
  it.each([
    ['what W3C writes', parent, trace],
    ['a later version with more behind it', `01-${trace}-00f067aa0ba902b7-01-more`, trace],
    ['more behind version 00', `${parent}-more`, undefined],
    ['version ff', `ff-${trace}-00f067aa0ba902b7-01`, undefined],
    ['a trace of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
    ['a span of zeros', `00-${trace}-${'0'.repeat(16)}-01`, undefined],
    ['capitals', parent.toUpperCase(), undefined],
    ['several headers', [parent, parent], undefined],
    ['something else', "' or 1=1", undefined],
  ])('takes %s for what it is', (_what, text, expected) => {
    expect(readTraceParent(text)?.traceId).toBe(expected);
  });

  it('reads what is written', () => {
    const found = readTraceParent(parent);
    expect(found && writeTraceParent(found)).toBe(parent);
  });
});

describe('a trace that nobody collects', () => {
  it('has an ID all the same, one for everything within, and none outside', async () => {
    const seen: (string | null)[] = [];
    await inTrace({ name: 'a' }, async () => {
      seen.push(currentTraceId());
      await inSpan({ name: 'b' }, async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        seen.push(currentTraceId());
      });
      await inTrace({ name: 'c' }, async () => void seen.push(currentTraceId()));
    });
    expect(seen[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(seen).size).toBe(1);
    expect([currentTraceId(), currentTraceParent()]).toEqual([null, null]);
  });

  it('goes on with its cause, begins anew where it shall, and tells the log', async () => {
    const lines: string[] = [];
    const logger = createLogger({
      level: 'info',
      name: 'test',
      destination: { write: (line) => void lines.push(line) },
    });
    await inTrace({ name: 'a', parent }, async () => {
      expect(currentTraceParent()).toMatch(new RegExp(`^00-${trace}-`));
      logger.info('within');
      await inTrace({ name: 'b', isNew: true }, async () => expect(currentTraceId()).not.toBe(trace));
    });
    logger.info('outside');
    expect(lines.map((line) => JSON.parse(line).traceId)).toEqual([trace, undefined]);
  });

  it('throws what the work throws', async () => {
    const failing = inTrace({ name: 'a' }, async () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
  });
});

describe('what a span may say', () => {
  it('is a word or a number', () => {
    expect(fitFacts({ 'causeway.entity': 'company', 'causeway.records': 3, 'causeway.outcome': 'Ann Lee' })).toEqual({
      'causeway.entity': 'company',
      'causeway.records': 3,
      'causeway.outcome': '?',
    });
  });

  it('names the kind of an error and never its message', () => {
    expect(errorType(Object.assign(new Error('Ann Lee'), { kind: 'not_found', code: 'x' }))).toBe('not_found');
    expect(errorType(Object.assign(new Error('x'), { code: '23505' }))).toBe('23505');
    expect(errorType(new TypeError('Ann Lee'))).toBe('TypeError');
    expect(errorType('Ann Lee')).toBe('?');
  });
});
