import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path =
  process.env.CONNECTWISE_OPENAPI ??
  fileURLToPath(new URL('../../../../../shared/reference/connectwise-openapi.json', import.meta.url));

export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  readonly $ref?: string;
  readonly items?: Schema;
}

export interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The published specification, where it is at hand; tests are told loudly when it is not. */
export const specification: Specification | undefined = existsSync(path)
  ? (JSON.parse(readFileSync(path, 'utf8')) as Specification)
  : undefined;

if (!specification) {
  process.stderr.write(
    '\n*** SKIPPED: conformance to the published specification. Set CONNECTWISE_OPENAPI to connectwise-openapi.json. ***\n',
  );
}
