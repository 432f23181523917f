import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { printProductSchema } from './print-schema.ts';

// From dist/src/main as from src/main: the folder of all packages is found by its name.
const packages = fileURLToPath(import.meta.url).replace(/(.*[\\/]packages)[\\/]server[\\/].*/, '$1');
const file = `${packages}/shared/schema.graphql`;

const printed = await printProductSchema();
const stored = await readFile(file, 'utf8');
if (process.argv.includes('--check')) {
  if (printed !== stored) {
    process.stderr.write(
      'packages/shared/schema.graphql is not what the resolvers say. Run "npm run setup", then "emit-schema" and commit it.\n',
    );
    process.exit(1);
  }
} else if (printed !== stored) {
  await writeFile(file, printed);
  process.stdout.write('packages/shared/schema.graphql written\n');
}
