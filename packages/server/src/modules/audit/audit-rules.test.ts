import { cleanChanges, cleanDescription, cleanName } from './audit-event.rules.ts';
import type { AuditEvent } from './audit-event.type.ts';
import { passesFilter, prefixQuery, wordsOf } from './audit-filter.rules.ts';
import { comparePositions, cursorOf, positionOf, startFrom } from './live/position.rules.ts';

const event = (fields: Partial<AuditEvent>): AuditEvent =>
  ({ name: null, description: '', remoteId: null, at: new Date('2026-04-01T10:00:00Z'), ...fields }) as AuditEvent;

describe('texts of the log', () => {
  it('take out control characters and broken characters, and cut what is too long', () => {
    expect(cleanName('Har\u0000bor\u001b[31m \ud800Dental')).toBe('Harbor[31m \ufffdDental');
    expect(cleanDescription('x'.repeat(200_000))).toHaveLength(4_000);
    expect(cleanDescription('line\nline\ttab')).toBe('line\nline\ttab');
  });

  it('take out credentials', () => {
    expect(cleanDescription('sent Authorization: Basic Y29tcGFueStwdWI6cHJpdg==')).toBe(
      'sent Authorization: Basic [redacted]',
    );
  });

  it('name a changed secret without showing it, also inside a value', () => {
    const changes = cleanChanges([
      { field: 'privateKey', from: 'old-secret', to: 'new-secret' },
      { field: 'public_key', from: null, to: 'pub' },
      { field: 'settings', from: { apiToken: 'tok', note: 'ok\u0000' }, to: null },
    ]);
    expect(changes).toEqual([
      { field: 'privateKey', from: '[redacted]', to: '[redacted]' },
      { field: 'public_key', from: null, to: '[redacted]' },
      { field: 'settings', from: { apiToken: '[redacted]', note: 'ok' }, to: null },
    ]);
  });

  it('bound the changes of a monstrous record', () => {
    const changes = Array.from({ length: 500 }, (_, n) => ({ field: `f${n}`, from: 'x'.repeat(5_000), to: null }));
    expect(JSON.stringify(cleanChanges(changes)).length).toBeLessThanOrEqual(64_000);
  });
});

describe('search in the log', () => {
  it('quotes every word, so that operators are only letters', () => {
    expect(prefixQuery(wordsOf("Harbor  O'Hara | !x"))).toBe(`'harbor':* & 'o\\'hara':* & '|':* & '!x':*`);
  });

  it.each([
    [{ status: 'error' }, { status: 'error' }, true],
    [{ status: 'error' }, { status: 'success' }, false],
    [{ text: 'har den' }, { name: 'Harbor Dental' }, true],
    [{ text: 'ental' }, { name: 'Harbor Dental' }, false],
    [{ text: '4711' }, { remoteId: '4711' }, true],
    [{ from: new Date('2026-04-01T11:00:00Z') }, {}, false],
    [{ to: new Date('2026-04-01T11:00:00Z') }, {}, true],
    [{ statuses: ['error', 'skipped'] }, { status: 'skipped' }, true],
    [{ statuses: ['error', 'skipped'] }, { status: 'success' }, false],
    [{ statuses: [] }, { status: 'success' }, true],
    [{ codes: ['excluded'], operation: 'skip' }, { code: 'excluded', operation: 'skip' }, true],
    [{ codes: ['excluded'] }, { code: null }, false],
    [{ actors: ['Ada'] }, { actor: 'Ada' }, true],
    [{ actor: 'Bo' }, { actor: 'Ada' }, false],
    [null, {}, true],
  ] as const)('filter %j on %j: %s', (filter, fields, passes) => {
    expect(passesFilter(event(fields as Partial<AuditEvent>), filter as never)).toBe(passes);
  });
});

describe('places in the live stream', () => {
  it('come back from their cursor and are ordered by transaction, then row', () => {
    const row = { tx: '900719925474099300', seq: '12' };
    expect(startFrom(cursorOf(row)).at).toEqual(positionOf(row));
    const later = [
      { tx: '9', seq: '5' },
      { tx: '10', seq: '1' },
      { tx: '10', seq: '2' },
    ].map(positionOf);
    expect([...later].reverse().sort(comparePositions)).toEqual(later);
  });

  it.each(['nonsense', 'WyJhIiwiYiJd', 'WzEsMl0', ''])('refuse %j', (cursor) => {
    expect(() => startFrom(cursor)).toThrow(/not one of/);
  });
});
