import { badRequest, notFound } from '../http/api-error.ts';
import { type Answer, type Call, json, noContent, type Operation } from '../http/operation.ts';
import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import { recordJson } from './list.ts';
import { existing, requestOf } from './record-operations.ts';

const PATH = '/sales/opportunities/{parentId}/forecast';
const definition = recordNamed('forecastItems');

/** The forecast of an opportunity: its lines, wrapped in one object with totals (§3.6). */
export const forecastOperations: readonly Operation[] = [
  { method: 'GET', path: PATH, sends: '[Forecast]', record: 'forecastItems', handle: whole },
  {
    method: 'POST',
    path: PATH,
    sends: 'Forecast',
    takes: 'Forecast',
    record: 'forecastItems',
    handle: (call) => {
      addAll(call, itemsOf(call.body));
      return { ...forecastAnswer(call), status: 201 };
    },
  },
  {
    method: 'PUT',
    path: PATH,
    sends: 'Forecast',
    takes: 'Forecast',
    record: 'forecastItems',
    handle: (call) => {
      const items = itemsOf(call.body);
      call.tenant.store.transaction(call.member, () => {
        for (const row of rows(call)) call.tenant.store.remove('forecastItems', row.id);
        addAll(call, items);
      });
      return forecastAnswer(call);
    },
  },
  {
    method: 'PATCH',
    path: PATH,
    sends: 'Forecast',
    takes: '[PatchOperation]',
    record: 'forecastItems',
    handle: (call) => {
      patchWhole(call);
      return forecastAnswer(call);
    },
  },
  {
    method: 'DELETE',
    path: PATH,
    record: 'forecastItems',
    handle: (call) => {
      opportunityOf(call);
      call.tenant.store.transaction(call.member, () => {
        for (const row of rows(call)) call.tenant.store.remove('forecastItems', row.id);
      });
      return noContent;
    },
  },
  {
    method: 'GET',
    path: `${PATH}/count`,
    sends: 'Count',
    record: 'forecastItems',
    handle: (call) => json(200, { count: rows(call).length }),
  },
  {
    method: 'GET',
    path: `${PATH}/{id}`,
    sends: 'ForecastItem',
    record: 'forecastItems',
    handle: (call) => ({ status: 200, body: recordJson(call, definition, item(call).id) }),
  },
  {
    // The published list gives POST an id in the path; the new item gets its own.
    method: 'POST',
    path: `${PATH}/{id}`,
    sends: 'ForecastItem',
    takes: 'ForecastItem',
    record: 'forecastItems',
    handle: (call) => {
      const row = add(call, call.body, call.text);
      return { status: 201, body: recordJson(call, definition, row.id) };
    },
  },
  {
    method: 'PUT',
    path: `${PATH}/{id}`,
    sends: 'ForecastItem',
    takes: 'ForecastItem',
    record: 'forecastItems',
    handle: (call) => {
      const row = call.tenant.writer.replace({ ...requestOf(call, definition), ...parentOf(call) }, item(call));
      return { status: 200, body: recordJson(call, definition, row.id) };
    },
  },
  {
    method: 'PATCH',
    path: `${PATH}/{id}`,
    sends: 'ForecastItem',
    takes: '[PatchOperation]',
    record: 'forecastItems',
    handle: (call) => {
      const row = call.tenant.writer.patch(requestOf(call, definition), item(call));
      return { status: 200, body: recordJson(call, definition, row.id) };
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/{id}`,
    record: 'forecastItems',
    handle: (call) => {
      call.tenant.writer.remove(requestOf(call, definition), item(call));
      return noContent;
    },
  },
  {
    method: 'POST',
    path: `${PATH}/copy/{id}`,
    sends: 'ForecastItem',
    record: 'forecastItems',
    handle: (call) => {
      const { id: _id, _info, ...copy } = call.tenant.renderer.object(definition, item(call));
      const row = add(call, copy, JSON.stringify(copy));
      return { status: 201, body: recordJson(call, definition, row.id) };
    },
  },
];

function whole(call: Call): Answer {
  opportunityOf(call);
  return forecastAnswer(call);
}

function forecastAnswer(call: Call): Answer {
  const text = forecastJson(call);
  return {
    status: 200,
    body: call.tenant.readings.forecastShape === 'array' && call.method === 'GET' ? `[${text}]` : text,
  };
}

function forecastJson(call: Call): string {
  const opportunity = opportunityOf(call);
  const lines = rows(call);
  const { renderer, store } = call.tenant;
  const items = lines.map((row) => renderer.json(definition, row)).join(',');
  const included = lines.filter((row) => row.includeFlag !== false);
  const status = (row: Stored) => store.table('opportunityStatuses').get(row.status as number);
  const ofType = (type: string) => included.filter((row) => row.forecastType === type);
  const won = included.filter((row) => status(row)?.wonFlag === true);
  const lost = included.filter((row) => status(row)?.lostFlag === true);
  const open = included.filter((row) => status(row)?.closedFlag !== true && !won.includes(row) && !lost.includes(row));
  const totals = sum(3, included);
  const tax = Number(opportunity.totalSalesTax ?? 0);
  const probability = store.table('probabilities').get(opportunity.probability as number)?.probability;
  const countsAll = call.tenant.readings.recurringTotal === 'all-cycles';
  const recurringTotal = round(
    included.reduce(
      (total, row) => total + Number(row.recurringRevenue ?? 0) * (countsAll ? Number(row.cycles ?? 1) : 1),
      0,
    ),
  );
  const rest = JSON.stringify({
    productRevenue: sum(1, ofType('Product')),
    serviceRevenue: sum(2, ofType('Service')),
    agreementRevenue: sum(4, ofType('Agreement')),
    timeRevenue: sum(5, []),
    expenseRevenue: sum(6, []),
    forecastRevenueTotals: totals,
    inclusiveRevenueTotals: sum(7, lines),
    recurringTotal,
    wonRevenue: sum(8, won),
    lostRevenue: sum(9, lost),
    openRevenue: sum(10, open),
    otherRevenue1: sum(11, ofType('Other1')),
    otherRevenue2: sum(12, ofType('Other2')),
    salesTaxRevenue: tax,
    forecastTotalWithTaxes: round(totals.revenue + tax),
    expectedProbability: Number(probability ?? 0),
  });
  const references = (['taxCode', 'billingTerms', 'currency'] as const)
    .filter((field) => typeof opportunity[field] === 'number')
    .map((field) => `"${field}":${renderer.reference(TARGETS[field], opportunity[field] as number)}`);
  return [`{"id":${opportunity.id},"forecastItems":[${items}]`, rest.slice(1, -1), ...references]
    .join(',')
    .concat(',"_info":{}}');
}

const TARGETS = { taxCode: 'taxCodes', billingTerms: 'billingTerms', currency: 'currencies' } as const;

function sum(id: number, lines: readonly Stored[]) {
  const revenue = round(lines.reduce((total, row) => total + Number(row.revenue ?? 0), 0));
  const cost = round(lines.reduce((total, row) => total + Number(row.cost ?? 0), 0));
  const margin = round(revenue - cost);
  return { id, revenue, cost, margin, percentage: revenue === 0 ? 0 : 100 };
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

function opportunityOf(call: Call): Stored {
  const id = call.ids.parentId ?? 0;
  const row = call.tenant.store.table('opportunities').get(id);
  if (!row) throw notFound('opportunity', id);
  return row;
}

function rows(call: Call): Stored[] {
  const table = call.tenant.store.table('forecastItems');
  return table.related('opportunity', opportunityOf(call).id).flatMap((id) => table.get(id) ?? []);
}

function item(call: Call): Stored {
  return existing(call, definition, parentOf(call).parent);
}

function parentOf(call: Call) {
  return { parent: { field: 'opportunity', id: opportunityOf(call).id } };
}

function add(call: Call, body: unknown, text: string): Stored {
  return call.tenant.writer.create({ ...requestOf(call, definition), ...parentOf(call), body: withTotals(body), text });
}

function addAll(call: Call, items: readonly unknown[]): void {
  opportunityOf(call);
  call.tenant.store.transaction(call.member, () => {
    for (const entry of items) add(call, entry, JSON.stringify(entry));
  });
}

/** Revenue and cost default to 0, the margin is their difference, and a line counts unless it says otherwise. */
function withTotals(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const given = body as Readonly<Record<string, unknown>>;
  const revenue = Number(given.revenue ?? 0);
  const cost = Number(given.cost ?? 0);
  return {
    includeFlag: true,
    quantity: 1,
    percentage: 100,
    revenue: 0,
    cost: 0,
    margin: round(revenue - cost),
    ...given,
  };
}

function itemsOf(body: unknown): readonly unknown[] {
  const items = (body as { readonly forecastItems?: unknown } | null | undefined)?.forecastItems;
  if (!Array.isArray(items)) throw badRequest('ConnectWiseApi', 'A forecast with forecastItems was expected.');
  return items;
}

function patchWhole(call: Call): void {
  if (!Array.isArray(call.body)) {
    throw badRequest(
      'ConnectWiseApi',
      "Cannot deserialize the current JSON into type 'PatchOperation[]': a JSON array was expected.",
    );
  }
  for (const operation of call.body as readonly { readonly path?: unknown; readonly value?: unknown }[]) {
    if (String(operation?.path).replace(/^\//, '') !== 'forecastItems') continue;
    const items = itemsOf({ forecastItems: operation.value });
    call.tenant.store.transaction(call.member, () => {
      for (const row of rows(call)) call.tenant.store.remove('forecastItems', row.id);
      addAll(call, items);
    });
  }
}
