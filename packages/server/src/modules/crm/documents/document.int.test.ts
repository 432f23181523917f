import type { Server } from 'node:http';
import express, { type Express } from 'express';
import request from 'supertest';
import { type CrmFixture, createCrmFixture, origin } from '../../../../test/support/crm-fixture.ts';
import type { Problem } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { answerErrors } from '../../../platform/http/error-answers.ts';
import { createLogger } from '../../../platform/logger.ts';

describe('documents', () => {
  let fixture: CrmFixture;
  let opportunityId: string;
  let taxRegionId: string;
  let taxable: string;
  let app: Express;
  let server: Server;
  let actor: Actor | null;

  beforeAll(async () => {
    fixture = await createCrmFixture();
    taxRegionId = await fixture.in((tx) => fixture.crm.taxRegions.create(tx, { name: 'Florida', taxableRate: '7.25' }));
    const [category] = await fixture.in((tx) =>
      tx.query<{ id: string }>(`select id from tax_category where name = 'Taxable'`),
    );
    taxable = category!.id;
    const clientId = await fixture.in((tx) =>
      fixture.crm.clients.create(tx, { name: 'Harbour Dental', city: 'Tampa', taxRegionId }, origin),
    );
    opportunityId = await fixture.in((tx) =>
      fixture.crm.opportunities.create(tx, { name: 'Renewal', clientId, stageId: fixture.stages.Qualify }, origin),
    );
    app = express();
    app.use((_request, response, next) => {
      response.locals.actor = actor;
      next();
    });
    fixture.crm.routes(app);
    app.use(answerErrors(createLogger({ level: 'silent', name: 'test' })));
    server = app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    server.close();
    await fixture.close();
  });
  beforeEach(() => {
    actor = fixture.actor();
    fixture.changes.length = 0;
  });

  const line = (more: object = {}) => ({
    description: 'Switch',
    quantity: '2',
    price: '100.005',
    cost: '60',
    taxCategoryId: taxable,
    ...more,
  });
  const quote = (lines: object[] = [line()]) =>
    fixture.in((tx) => fixture.crm.quotes.create(tx, opportunityId, { title: 'Network', lines }, origin));
  const updateQuote = (id: string, input: object) =>
    fixture.in((tx) => fixture.crm.quotes.update(tx, id, input, origin));
  const show = async (id: string) => {
    const query = `query ($id: ID!) { document(id: $id) { number state subtotal tax total fileName url version taxRegion { name } lines { id position total taxCategory { name } } } }`;
    return (await fixture.ask<{ document: { lines: { id: string }[] } & Record<string, unknown> }>(query, { id }))
      .document;
  };

  it("makes a quote in the client's tax region and counts numbers up, also for two at once", async () => {
    const ids = await Promise.all([quote(), quote(), quote()]);
    const shown = await Promise.all(ids.map(show));
    expect(shown.map((d) => d.number).sort()).toEqual([1001, 1002, 1003]);
    expect(shown[0]).toMatchObject({
      state: 'DRAFT',
      subtotal: '200.01',
      tax: '14.50',
      total: '214.51',
      fileName: expect.stringMatching(/^Quote-100\d\.pdf$/),
      url: `/api/documents/${ids[0]}/file`,
      taxRegion: { name: 'Florida' },
      lines: [{ position: 1, total: '200.01', taxCategory: { name: 'Taxable' } }],
    });
    expect(fixture.changes).toHaveLength(3);
    expect(fixture.changes[0]).toEqual({
      entity: 'opportunity',
      id: opportunityId,
      kind: 'updated',
      edited: [],
      origin,
    });
  });

  it('keeps the IDs of lines and the rate of the day the quote was saved', async () => {
    const id = await quote([line(), line()]);
    const before = await show(id);
    await updateQuote(id, { title: 'Network', version: 1, lines: [line({ quantity: '1' }), line(), line()] });
    const after = await show(id);
    expect(after.version).toBe(2);
    expect(after.lines.map((l) => l.id).slice(0, 2)).toEqual(before.lines.map((l) => l.id));
    await fixture.in((tx) => fixture.crm.taxRegions.update(tx, taxRegionId, { name: 'Florida', taxableRate: '50' }));
    expect((await show(id)).tax).toBe(after.tax);
    await fixture.in((tx) => fixture.crm.taxRegions.update(tx, taxRegionId, { name: 'Florida', taxableRate: '7.25' }));
  });

  it('names the line at fault', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const { createQuote } = await fixture.ask<{ createQuote: { problems: Problem[] } }>(
      `mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { document { id } problems { code field } } }`,
      { id: opportunityId, input: { title: 'Q', lines: [line(), line({ quantity: '0', discountPercent: '101' })] } },
    );
    expect(createQuote.problems).toEqual([
      { code: 'invalid_input', field: 'lines.1.quantity' },
      { code: 'invalid_input', field: 'lines.1.discountPercent' },
    ]);
    await expect(quote([line({ productId: nowhere })])).rejects.toMatchObject({
      problems: [{ code: 'not_found', field: 'lines.0.productId' }],
    });
    await expect(quote([line(), line({ taxCategoryId: nowhere })])).rejects.toMatchObject({
      problems: [{ code: 'tax_category_of_other_region', field: 'lines.1.taxCategoryId' }],
    });
  });

  it('edits drafts and sent quotes only, and accepts one quote of an opportunity', async () => {
    const [first, second] = [await quote(), await quote()];
    const set = (id: string, state: 'sent' | 'accepted' | 'draft') =>
      fixture.in((tx) => fixture.crm.quotes.setState(tx, id, state, origin));
    await set(first, 'sent');
    await updateQuote(first, { title: 'Network II', lines: [line()], version: 2 });
    await set(first, 'accepted');
    await expect(updateQuote(first, { title: 'x', lines: [line()] })).rejects.toMatchObject({
      problems: [{ code: 'wrong_state' }],
    });
    await expect(set(second, 'accepted')).rejects.toMatchObject({ problems: [{ code: 'other_quote_accepted' }] });
    const remove = fixture.in((tx) => fixture.crm.quotes.delete(tx, first, origin));
    await expect(remove).rejects.toMatchObject({ problems: [{ code: 'wrong_state' }] });
    await set(first, 'sent');
    const stale = updateQuote(second, { title: 'x', lines: [line()], version: 7 });
    await expect(stale).rejects.toMatchObject({ problems: [{ code: 'version_conflict', field: 'version' }] });
  });

  it('shows the same PDF of a quote twice, and another one once it is edited', async () => {
    const id = await quote();
    const get = () => request(server).get(`/api/documents/${id}/file`).buffer(true);
    const [first, again] = [await get(), await get()];
    expect(first.status).toBe(200);
    expect(first.headers['content-type']).toBe('application/pdf');
    expect(first.headers['content-disposition']).toMatch(/^inline; filename="Quote-\d+\.pdf"/);
    expect(first.headers['x-content-type-options']).toBe('nosniff');
    expect(first.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(again.body.equals(first.body)).toBe(true);
    await updateQuote(id, { title: 'Network II', lines: [line()] });
    expect((await get()).body.equals(first.body)).toBe(false);
  });

  it('keeps an uploaded file, gives it back as it was, and forgets it when it is deleted', async () => {
    const data = Buffer.from('site plan, ground floor');
    const upload = await request(server)
      .post(`/api/opportunities/${opportunityId}/files`)
      .attach('file', data, { filename: '../../Půdorys <1>.txt', contentType: 'text/html' });
    expect(upload.status).toBe(201);
    const { id } = upload.body.document;
    expect(fixture.changes).toEqual([
      { entity: 'opportunity', id: opportunityId, kind: 'updated', edited: [], origin },
    ]);
    const { document } = await fixture.ask<{ document: object }>(
      'query ($id: ID!) { document(id: $id) { kind title fileName contentType sizeBytes number total } }',
      { id },
    );
    expect(document).toEqual({
      kind: 'FILE',
      title: 'Půdorys _1_',
      fileName: 'Půdorys _1_.txt',
      contentType: 'text/plain',
      sizeBytes: data.length,
      number: null,
      total: '0.00',
    });
    const get = () => request(server).get(`/api/documents/${id}/file`);
    const file = await get();
    expect(file.text).toBe(data.toString());
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="P_dorys _1_.txt"; filename*=UTF-8''P%C5%AFdorys%20_1_.txt`,
    );
    const storage = await fixture.in((tx) =>
      tx.query<{ k: string }>('select storage_key k from document where id = $1', [id]),
    );
    expect(storage[0]?.k).toBe(`${fixture.workspaceId}/${id}`);
    const { deleteDocument } = await fixture.ask<{ deleteDocument: object }>(
      'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId problems { code } } }',
      { id },
    );
    expect(deleteDocument).toEqual({ deletedId: id, problems: [] });
    expect((await get()).status).toBe(404);
  });

  it.each([
    ['setup.exe', Buffer.from('MZ'), 422, 'file_type'],
    ['empty.pdf', Buffer.alloc(0), 422, 'file_empty'],
    ['big.pdf', Buffer.alloc(20 * 1024 * 1024 + 10), 413, 'file_too_large'],
  ])('refuses %s', async (filename, data, status, code) => {
    const answer = await request(server)
      .post(`/api/opportunities/${opportunityId}/files`)
      .attach('file', data, { filename });
    expect(answer.status).toBe(status);
    expect(answer.body.problems).toMatchObject([{ code, field: 'file' }]);
  });

  it('refuses what is not an upload', async () => {
    const path = `/api/opportunities/${opportunityId}/files`;
    const json = await request(server).post(path).send({ file: 'x' });
    expect([json.status, json.body.code]).toEqual([400, 'invalid_input']);
    const none = await request(server).post(path).field('note', 'no file');
    expect([none.status, none.body.message]).toEqual([400, 'Send a file in the form field "file".']);
    const broken = await request(server)
      .post(path)
      .set('content-type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf');
    expect(broken.status).toBe(400);
  });

  it('gives and takes nothing without a right to it', async () => {
    const id = await quote();
    const upload = () =>
      request(server).post(`/api/opportunities/${opportunityId}/files`).attach('file', Buffer.from('x'), 'a.txt');
    actor = null;
    expect((await request(server).get(`/api/documents/${id}/file`)).status).toBe(401);
    expect((await upload()).status).toBe(401);
    actor = fixture.actor({ role: 'viewer' });
    expect((await request(server).get(`/api/documents/${id}/file`)).status).toBe(200);
    expect((await upload()).status).toBe(403);
    actor = fixture.actor({ workspaceId: fixture.otherWorkspaceId });
    expect((await request(server).get(`/api/documents/${id}/file`)).status).toBe(404);
    expect((await upload()).body.problems).toMatchObject([{ code: 'not_found' }]);
    expect((await request(server).get('/api/documents/not-an-id/file')).status).toBe(404);
  });

  it('R56: leads a browser without a session to the sign-in and back, and shows it its errors as a page', async () => {
    const id = await quote();
    const browse = (path: string) =>
      request(server).get(path).set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8').redirects(0);
    actor = null;
    const led = await browse(`/api/documents/${id}/file`);
    expect([led.status, led.headers.location]).toEqual([
      302,
      `/sign-in?redirect=${encodeURIComponent(`/api/documents/${id}/file`)}`,
    ]);
    const told = await request(server).get(`/api/documents/${id}/file`).set('accept', 'application/json');
    expect([told.status, told.body.code]).toEqual([401, 'unauthenticated']);
    actor = fixture.actor({ role: 'viewer' });
    expect((await browse(`/api/documents/${id}/file`)).headers['content-type']).toContain('application/pdf');
    const gone = await browse('/api/documents/00000000-0000-7000-8000-000000000000/file');
    expect([gone.status, gone.type]).toEqual([404, 'text/html']);
    expect(gone.text).toContain('This document does not exist any more.');
  });
});
