import { readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType, isListType, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { asDimensions } from '../../modules/audit/audit-filter.rules.ts';
import { costOf, MAX_COST } from './cost.ts';
import { CHEAP_COST } from './turns.ts';

const schema = buildSchema(readFileSync(new URL('../../../../shared/schema.graphql', import.meta.url), 'utf8'));

function priceOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('There is no operation.');
  return costOf({ schema, document, operation, variables });
}

const thirty = (field: string) => `{ ${Array.from({ length: 30 }, (_, n) => `a${n}: ${field}`).join(' ')} }`;

describe('what a field makes the database do', () => {
  it.each([
    'recordTallies { entity }',
    'auditEvents(first: 1, filter: { text: "harbor" }) { totalCount }',
    'auditEvents(first: 1, filter: { text: "harbor" }) { totalCountKind }',
    'auditEvents(first: 1, filter: { text: "harbor" }) { items { id } }',
    'auditEvents(first: 1, filter: { from: "2026-01-01T00:00:00Z" }) { ...c }',
    'clients(first: 1, search: "harbor") { items { id } }',
    'clients(first: 1) { totalCount }',
    'entityLinks(first: 1, filter: { text: "harbor" }) { totalCount }',
    'issueGroups { count }',
    'issues(first: 1) { totalCount }',
    'pipelineSums { count }',
    'listedValues(field: CLIENT_TYPE)',
    'entityLinkCounts { count }',
  ])('has its price: thirty times in one document waits for its turn, or is refused: %s', (field) => {
    const query = `${thirty(field)} ${field.includes('...c') ? 'fragment c on AuditPage { totalCount }' : ''}`;
    expect(priceOf(query)).toBeGreaterThan(CHEAP_COST);
  });

  it('refuses thirty counts of all records', () => {
    expect(priceOf(thirty('recordTallies { entity }'))).toBeGreaterThan(MAX_COST);
    expect(priceOf('{ recordTallies { entity here { linked } there { linked } } }')).toBeLessThan(0.1 * MAX_COST);
  });

  it('counts a list once, however many of its rows are asked for', () => {
    const rows = (first: number, more: string) => priceOf(`{ clients(first: ${first}) { items { id } ${more} } }`);
    expect(rows(100, 'totalCount') - rows(100, '')).toBeLessThan(200);
    expect(priceOf('{ auditEvents(first: 1, filter: { text: "x" }) { totalCount totalCountKind } }')).toBeLessThan(600);
  });

  it('counts cheaply what the figures know, and nothing else', () => {
    const filterType = schema.getType('AuditFilter');
    if (!isInputObjectType(filterType)) throw new Error('There is no filter.');
    const fields = Object.values(filterType.getFields());
    expect(fields.length).toBeGreaterThan(15);
    for (const { name, type } of fields) {
      const words: Record<string, string> = {
        Direction: 'IN',
        EntityType: 'COMPANY',
        AuditStatus: 'ERROR',
        AuditOperation: 'UPDATE',
        DateTime: '2026-01-01T00:00:00Z',
      };
      const word = words[String(type).replace(/[[\]!]/g, '')] ?? '01a2323e-d212-77fe-bf29-dd1f31eb1102';
      const filter = { [name]: isListType(type) ? [word] : word };
      const price = priceOf('query ($filter: AuditFilter) { auditEvents(first: 1, filter: $filter) { totalCount } }', {
        filter,
      });
      expect([name, price > CHEAP_COST]).toEqual([name, asDimensions(filter) === null]);
    }
  });

  it('reads variables, their defaults, fragments and directives', () => {
    const query = `query ($with: Boolean = true, $filter: AuditFilter) { auditEvents(first: 1, filter: $filter) { ...a } }
      fragment a on AuditPage { ... on AuditPage { totalCount @include(if: $with) } items { id } }`;
    const filter = { text: 'harbor' };
    expect(priceOf(query, { filter })).toBeGreaterThan(CHEAP_COST);
    expect(priceOf(query, { filter, with: false })).toBeLessThan(100);
    expect(priceOf(query, {})).toBeLessThan(100);
  });
});
