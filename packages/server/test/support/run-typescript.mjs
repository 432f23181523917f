// Lets a child process of a test run the sources: node --import ./run-typescript.mjs file.ts. (Node itself strips types, but not decorators.)
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const options = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** What was compiled, by what it was compiled from: a run starts dozens of processes that read the same thousand sources. */
const compiled = fileURLToPath(new URL('../../../../.cache/compiled/', import.meta.url));
// And what V8 made of it.
enableCompileCache(`${compiled}v8`);
const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');
const setUp = JSON.stringify([version, options]);

registerHooks({
  load: (url, context, next) => {
    const { protocol, pathname } = new URL(url);
    if (protocol !== 'file:' || !pathname.endsWith('.ts')) return next(url, context);
    return { format: 'module', source: compile(fileURLToPath(url)), shortCircuit: true };
  },
});

function compile(filename) {
  const source = readFileSync(filename, 'utf8');
  const hash = createHash('sha1').update(setUp).update(filename).update(source).digest('hex');
  const file = `${compiled}${hash}.js`;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, { ...options, filename });
    mkdirSync(compiled, { recursive: true });
    // Whole at once, for another process may be reading.
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
    return code;
  }
}
