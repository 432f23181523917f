import { describe, expect, it } from 'vitest';
import { type LiveRows, noLiveRows, receive, release } from './live-rows.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (list: readonly { id: string }[]) => list.map((row) => row.id).join(' ');
const none: LiveRows<{ id: string }> = noLiveRows;

describe('live rows', () => {
  it('stand newest first', () => {
    const after = receive(receive(none, rows('1', '2'), true), rows('3'), true);
    expect(ids(after.shown)).toBe('3 2 1');
  });

  it('are told once, however often they arrive', () => {
    const after = receive(receive(none, rows('1', '2'), true), rows('2', '3'), true);
    expect(ids(after.shown)).toBe('3 2 1');
  });

  it('wait while the reader is not at the top, and behind those that wait already', () => {
    const waiting = receive(receive(none, rows('1'), false), rows('2'), true);
    expect(ids(waiting.shown)).toBe('');
    expect(ids(waiting.held)).toBe('2 1');
    expect(ids(release(waiting).shown)).toBe('2 1');
  });

  it('say when more came than is kept', () => {
    const many = Array.from({ length: 501 }, (_, i) => ({ id: String(i) }));
    const waiting = receive(none, many, false);
    expect(waiting.held).toHaveLength(500);
    expect(waiting.overflowed).toBe(true);
  });
});
