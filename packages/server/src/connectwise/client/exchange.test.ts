import { FormData } from 'undici';
import { type Exchange, exchangeWriter, formInWords, MAX_BODY_LENGTH } from './exchange.ts';

const exchange: Exchange = {
  at: '2026-11-29T10:00:00.000Z',
  method: 'POST',
  path: '/company/companies',
  status: 201,
  durationMs: 12,
  requestId: 'cw-1',
  request: '{"name":"Harbor"}',
  answer: '{"id":7}',
  failure: null,
};

describe('what is kept of a request to ConnectWise', () => {
  const write = exchangeWriter(['pub-key', 'priv-key', 'ZGVtbw==', '']);

  it.each([
    ['a plain body stays', '{"name":"Harbor"}', '{"name":"Harbor"}'],
    [
      'a secret by its name',
      '{"apiKey":"x1","deep":[{"password":"p"}]}',
      '{"apiKey":"[redacted]","deep":[{"password":"[redacted]"}]}',
    ],
    [
      'a secret by its value, under any name',
      '{"note":"used priv-key twice: priv-key"}',
      '{"note":"used [redacted] twice: [redacted]"}',
    ],
    ['in what is not JSON', '<p>pub-key Basic ZGVtbw==</p>', '<p>[redacted] Basic [redacted]</p>'],
    ['half of a JSON', '{"a":"priv-key', '{"a":"[redacted]'],
    ['bytes that nobody can read', 'a\u0000b\u0007c', 'abc'],
  ])('%s', (_what, sent, kept) => {
    expect(write({ ...exchange, request: sent, answer: sent })).toMatchObject({ request: kept, answer: kept });
  });

  it('cuts long bodies, also in the middle of a character', () => {
    const { answer } = write({ ...exchange, answer: '😀'.repeat(MAX_BODY_LENGTH) });
    expect(answer).toHaveLength(MAX_BODY_LENGTH);
    expect(answer?.endsWith('…')).toBe(true);
    expect(answer?.isWellFormed()).toBe(true);
  });

  it('keeps no secret of a query or a failure', () => {
    const kept = write({
      ...exchange,
      path: '/a?q=priv-key',
      failure: 'https://u:priv-key@host refused',
      answer: null,
    });
    expect(kept).toMatchObject({ path: '/a?q=[redacted]', answer: null });
    expect(kept.failure).not.toContain('priv-key');
  });

  it('tells what a form held, and of its file no more than name and size', () => {
    const form = new FormData();
    form.set('title', 'Quote');
    form.set('file', new File([new Uint8Array(5)], 'Quote-1001.pdf', { type: 'application/pdf' }));
    expect(JSON.parse(formInWords(form))).toEqual({
      title: 'Quote',
      file: 'Quote-1001.pdf (application/pdf, 5 bytes)',
    });
  });
});
