import { concretePath, sandboxWithAllRecords } from '../evidence/demo-rows.ts';
import type { Specification } from '../evidence/specification.ts';
import { validatorsOf } from '../evidence/validator.ts';
import type { Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';
import { allOperations } from './all.ts';

interface Described {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

let sandbox: Sandbox;
let document: Specification & { readonly openapi: string; readonly servers: readonly { readonly url: string }[] };
beforeAll(async () => {
  sandbox = await sandboxWithAllRecords();
  document = (await (await fetch(`${sandbox.url}/openapi.json`)).json()) as typeof document;
});
afterAll(() => sandbox.close());

it('describes every operation that is served, once, below the address that it was asked at', () => {
  expect([document.openapi, document.servers]).toEqual(['3.0.3', [{ url: `${sandbox.url}/v4_6_release/apis/3.0` }]]);
  const described = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual([...new Set(allOperations().map(({ method, path }) => `${method} ${path}`))].sort());
  const ids = Object.values(document.paths).flatMap((verbs) =>
    Object.values(verbs as Readonly<Record<string, Described>>).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

it('refers to schemas that are there', () => {
  const named = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name,
  );
  expect(named.length).toBeGreaterThan(1_000);
  expect(named.filter((name) => !document.components.schemas[name ?? ''])).toEqual([]);
});

it('describes what each record, list and count really answers', async () => {
  const call = clientOf(sandbox);
  const validatorOf = validatorsOf(document);
  const wrong: unknown[] = [];
  let checked = 0;
  for (const operation of allOperations().filter(({ method, sends }) => method === 'GET' && sends)) {
    const query = /documents(\/count)?$/.test(operation.path) ? '?recordType=Company&recordId=250' : '';
    const { status, body } = await call('GET', `${concretePath(sandbox, operation)}${query}`);
    const isOther = operation.path.endsWith('/default') || (operation.path.endsWith('/forecast') && status === 200);
    if (isOther) continue;
    const validate = validatorOf(operation.sends ?? '');
    checked += 1;
    if (!validate(body)) wrong.push([operation.path, validate.errors?.slice(0, 2)]);
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(150);
});
