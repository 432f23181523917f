import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { aheadPlugin } from './ahead.plugin.ts';
import { fileNames, pageChunks } from './chunks.ts';
import { documentsPlugin } from './documents.plugin.ts';
import { mantineStylesPlugin } from './mantine-styles.plugin.ts';
import { packedPlugin } from './packed.plugin.ts';
import { wordsPlugin } from './words.plugin.ts';

// "npm run dev" hands both ports on.
const { PORT = '4000', WEB_PORT = '5173' } = process.env;
const api = `http://127.0.0.1:${PORT}`;

export default defineConfig({
  plugins: [
    documentsPlugin(fileURLToPath(new URL('./src', import.meta.url))),
    mantineStylesPlugin('/src/app/main.tsx'),
    wordsPlugin(),
    lingui({ cwd: fileURLToPath(new URL('.', import.meta.url)), failOnCompileError: true }),
    react(),
    aheadPlugin(),
    packedPlugin(),
  ],
  resolve: {
    // The shared package is read from its sources, so that neither the dev server nor the tests need it built first.
    alias: [
      { find: /^zod$/, replacement: fileURLToPath(new URL('./src/components/zod.ts', import.meta.url)) },
      {
        find: /^@lingui\/react$/,
        replacement: fileURLToPath(new URL('./src/components/language/language.ts', import.meta.url)),
      },
      {
        find: /^@causeway\/shared\/(?!schema)(.*)$/,
        replacement: `${fileURLToPath(new URL('../shared/src', import.meta.url))}/$1.ts`,
      },
    ],
  },
  server: {
    host: '127.0.0.1',
    port: Number(WEB_PORT),
    proxy: { '/graphql': { target: api, ws: true }, '/api': { target: api } },
  },
  // The explorer's workers are for Vite itself to find; bundled ahead for the dev server they are not. What they use of CommonJS is.
  optimizeDeps: {
    exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'],
    include: [
      'graphiql > @graphiql/react > monaco-graphql > picomatch-browser',
      'graphiql > @graphiql/react > monaco-graphql > graphql-language-service > nullthrows',
    ],
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: pageChunks() }, chunkFileNames: fileNames } },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    globals: false,
    testTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
    // Files share a worker's modules: what a test changes is put back in src/testing/setup.ts.
    isolate: false,
  },
});
