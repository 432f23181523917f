import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import express from 'express';
import request from 'supertest';
import { answerUnknownPaths } from './error-answers.ts';
import { webApp } from './web-app.ts';

describe('the web app on the API port', () => {
  let folder: string;
  let app: express.Express;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causeway-web-'));
    await writeFile(join(folder, 'index.html'), '<title>Causeway</title>');
    await writeFile(join(folder, 'index-BX3k9aQ1.js'), 'console.log(1)');
    await writeFile(join(folder, 'index-BX3k9aQ1.js.br'), brotliCompressSync('console.log(1)'));
    app = express().use(webApp(folder)).use(answerUnknownPaths);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['/', '/opportunities/0198', '/audit?status=ERROR'])(
    'answers %s with the page, always asked for anew',
    async (path) => {
      const answer = await request(app).get(path).set('accept', 'text/html');
      expect([answer.status, answer.text, answer.headers['cache-control']]).toEqual([
        200,
        '<title>Causeway</title>',
        'no-cache',
      ]);
    },
  );

  it('lets browsers keep what carries a hash, packed for those who can unpack it', async () => {
    const packed = await request(app).get('/index-BX3k9aQ1.js').set('accept-encoding', 'br, gzip');
    expect(packed.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
      vary: expect.stringContaining('Accept-Encoding'),
    });
    const plain = await request(app).get('/index-BX3k9aQ1.js').set('accept-encoding', 'identity');
    expect([plain.text, plain.headers['content-encoding']]).toEqual(['console.log(1)', undefined]);
  });

  it.each(['/missing-12345678.js', '/../package.json', '/%2e%2e/%2e%2e/etc/passwd', '/.env'])(
    'gives away nothing at %s',
    async (path) => {
      const answer = await request(app).get(path);
      expect(answer.text).not.toMatch(/root:|"name"/);
      if (answer.status === 200) expect(answer.text).toBe('<title>Causeway</title>');
      else expect([400, 403, 404]).toContain(answer.status);
    },
  );
});
