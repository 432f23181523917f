// Lets the tests run the sources of all packages: what run-typescript.mjs does, and the shared package and the sandbox are read from their sources too.
import { registerHooks } from 'node:module';
// Decorators write their metadata through it, whichever file of a worker comes first.
import 'reflect-metadata';
import './run-typescript.mjs';

const packages = new URL('../../../', import.meta.url);

registerHooks({
  resolve: (specifier, context, next) => {
    const shared = /^@causeway\/shared\/(?!schema)(.*)$/.exec(specifier);
    if (shared) return next(new URL(`shared/src/${shared[1]}.ts`, packages).href, context);
    if (specifier === '@causeway/sandbox') return next(new URL('sandbox/src/index.ts', packages).href, context);
    return next(specifier, context);
  },
});
