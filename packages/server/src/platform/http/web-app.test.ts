import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
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
    await writeFile(join(folder, 'index-BX3k9aQ1.js.gz'), gzipSync('console.log(1)'));
    await writeFile(join(folder, 'plain-BX3k9aQ1.js'), 'console.log(2)');
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', 'page-BX3k9aQ1.css'), 'a{}');
    await writeFile(join(folder, 'assets', 'page-BX3k9aQ1.css.gz'), gzipSync('a{}'));
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

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['deflate', undefined],
    ['identity', undefined],
  ])('hands to one who accepts "%s" what is encoded as %s, under a tag of its own', async (accepted, encoding) => {
    const read = (headers: object) =>
      request(app)
        .get('/index-BX3k9aQ1.js?v=1')
        .set({ 'accept-encoding': accepted, ...headers });
    const answer = await read({});
    expect([answer.text, answer.headers['content-encoding'], answer.headers.vary]).toEqual([
      'console.log(1)',
      encoding,
      'Accept-Encoding',
    ]);
    expect((await read({ 'if-none-match': answer.headers.etag })).status).toBe(304);
    const plain = await request(app).get('/index-BX3k9aQ1.js').set('accept-encoding', 'identity');
    expect(answer.headers.etag === plain.headers.etag).toBe(encoding === undefined);
  });

  it('hands out packed what lies in a folder, and a file that nobody packed as it is', async () => {
    const sheet = await request(app).get('/assets/page-BX3k9aQ1.css').set('accept-encoding', 'br, gzip');
    expect([sheet.headers['content-encoding'], sheet.headers['content-type'], sheet.text]).toEqual([
      'gzip',
      expect.stringContaining('text/css'),
      'a{}',
    ]);
    const plain = await request(app).get('/plain-BX3k9aQ1.js').set('accept-encoding', 'br, gzip');
    expect([plain.headers['content-encoding'], plain.headers.vary, plain.text]).toEqual([
      undefined,
      undefined,
      'console.log(2)',
    ]);
  });

  it('packs the page of every address, and tells its head', async () => {
    const packedFolder = await mkdtemp(join(tmpdir(), 'causeway-web-'));
    await writeFile(join(packedFolder, 'index.html'), '<title>Causeway</title>');
    await writeFile(join(packedFolder, 'index.html.br'), brotliCompressSync('<title>Causeway</title>'));
    const packedApp = express().use(webApp(packedFolder)).use(answerUnknownPaths);
    const headers = { accept: 'text/html', 'accept-encoding': 'br' };
    const head = await request(packedApp).head('/opportunities/0198?tab=history').set(headers);
    expect(head.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    await rm(packedFolder, { recursive: true });
  });

  it.each([
    ['/', 'overview'],
    ['/clients', 'clients'],
    ['/clients?search=Acme', 'clients'],
    ['/clients/new', 'a new client'],
    ['/clients/0198', 'a client'],
    ['/clients/0198/edit', 'any address'],
    ['/clients/', 'any address'],
    ['/client', 'any address'],
  ])('answers %s with the page that names what it needs: that of %s', async (path, title) => {
    const built = await mkdtemp(join(tmpdir(), 'causeway-web-'));
    await mkdir(join(built, 'pages'));
    const write = (name: string, text: string | Buffer) => writeFile(join(built, name), text);
    await write('index.html', 'any address');
    await write('pages/~.html', 'overview');
    await write('pages/~clients.html', 'clients');
    await write('pages/~clients.html.br', brotliCompressSync('clients'));
    await write('pages/~clients~$clientId.html', 'a client');
    await write('pages/~clients~$clientId.html.br', brotliCompressSync('a client'));
    await write('pages/~clients~new.html', 'a new client');
    const answer = await request(express().use(webApp(built)).use(answerUnknownPaths))
      .get(path)
      .set('accept', 'text/html');
    expect([answer.text, answer.headers['cache-control']]).toEqual([title, 'no-cache']);
    await rm(built, { recursive: true });
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
