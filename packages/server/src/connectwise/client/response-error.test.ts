import { responseError } from './response-error.ts';

const now = new Date('2026-01-01T00:00:00Z');
const errorOf = (status: number, text: string, headers: Record<string, string> = {}, method = 'POST') =>
  responseError(
    { status, text, headers },
    { method, path: '/company/companies', member: 'API member with the public key …ab12', now },
  );

const validation = JSON.stringify({
  code: 'InvalidObject',
  message: 'contact object is invalid',
  errors: [
    {
      code: 'MissingRequiredField',
      message: 'The firstName field is required.',
      resource: 'contact',
      field: 'firstName',
    },
    { code: 'ObjectExists', message: 'Company ID already in use.', resource: 'company', field: 'identifier' },
  ],
});

describe('responseError', () => {
  it('reads the fields of a validation error and says them all', () => {
    const error = errorOf(400, validation, { 'x-cw-request-id': 'abc' });
    expect(error).toMatchObject({ kind: 'invalid', status: 400, code: 'InvalidObject', requestId: 'abc' });
    expect(error.fields.map((f) => f.field)).toEqual(['firstName', 'identifier']);
    expect(error.message).toBe(
      'contact object is invalid: The firstName field is required. Company ID already in use.',
    );
    expect(error.isDuplicate('identifier')).toBe(true);
    expect(error.isDuplicate('name')).toBe(false);
  });

  it.each<[number, string, string, string]>([
    [401, '{"code":"ConnectWiseApi","message":"UserNotAuthenticated"}', 'unauthorized', 'UserNotAuthenticated'],
    [401, '', 'unauthorized', 'ConnectWise does not accept these keys (HTTP 401).'],
    [
      403,
      '{"code":"Security","message":"You do not have security permission.","errors":null}',
      'forbidden',
      'A permission is missing in ConnectWise: Companies > Company Maintenance: Add All. Without it the API member with the public key …ab12 cannot create companies. Set it in the security role of the member, under System > Security Roles.',
    ],
    [
      403,
      '{"code":"Security","message":"A valid clientId is required."}',
      'client_id_missing',
      'A valid clientId is required.',
    ],
    [404, '{"code":"NotFound","message":"Contact 57919 not found"}', 'not_found', 'Contact 57919 not found'],
    [
      403,
      '<html>Blocked</html>',
      'forbidden',
      'Something at the address of ConnectWise refused the request without saying why (HTTP 403).',
    ],
    [400, 'Cannot route. Codebase/company is invalid', 'wrong_company', 'Cannot route. Codebase/company is invalid'],
    [405, '', 'invalid', 'ConnectWise refused the request (HTTP 405).'],
    [409, '{"code":"Conflict","message":"In use","errors":null}', 'conflict', 'In use'],
    [415, '', 'invalid', 'ConnectWise refused the request (HTTP 415).'],
    [
      500,
      'String was not recognized as a valid DateTime.',
      'unavailable',
      'String was not recognized as a valid DateTime.',
    ],
    [503, '<html><body>Service Unavailable</body></html>', 'unavailable', 'ConnectWise failed to answer (HTTP 503).'],
    [302, '', 'unexpected', 'ConnectWise gave an answer that makes no sense (HTTP 302).'],
    [400, '{"code":"Broken"', 'invalid', '{"code":"Broken"'],
    [400, '{"code":"X","message":"a\\u0000b\\n c","errors":[null,"x",{"message":5}]}', 'invalid', 'a b c'],
  ])('%i %s', (status, body, kind, message) => {
    expect(errorOf(status, body)).toMatchObject({ kind, message, status });
  });

  it.each([
    ['HTML', '<html><body>404</body></html>', 'wrong_address'],
    ['nothing', '', 'wrong_address'],
    ['plain text', 'Not Found', 'wrong_address'],
    ['JSON about the path', '{"code":"ConnectWiseApi","message":"The endpoint does not exist."}', 'ConnectWiseApi'],
    ['JSON of something else', '{"message":"no Route matched with those values"}', 'wrong_address'],
    ['a list', '[]', 'wrong_address'],
  ])('does not take a 404 with %s for a word about the record', (_what, body, code) => {
    const error = errorOf(404, body, {}, 'PATCH');
    expect(error).toMatchObject({
      kind: 'unavailable',
      status: 404,
      code,
      isMisdirected: true,
      mayHaveCommitted: false,
    });
    expect(error.message).toContain('says nothing about the record');
  });

  it.each<[string, string, string]>([
    [
      'GET',
      '/sales/stages?pageSize=1',
      ': System > Table Setup: Inquire All, table Opportunity Stage. Without it the API member cannot read the table Opportunity Stage.',
    ],
    [
      'PATCH',
      '/company/contacts/5',
      ': Companies > Contacts: Edit All. Without it the API member cannot change contacts.',
    ],
    [
      'DELETE',
      '/procurement/products/7',
      ': Procurement > Products: Delete All. Without it the API member cannot delete product lines.',
    ],
    [
      'POST',
      '/sales/opportunities/5/notes',
      ': Sales > Opportunity: Add All. Without it the API member cannot create opportunities.',
    ],
    [
      'GET',
      '/finance/agreements?conditions=x',
      '. Without it the API member cannot do this (GET /finance/agreements).',
    ],
  ])('names what the API member lacks for %s %s', (method, path, said) => {
    const body = '{"code":"Security","message":"You do not have security permission to perform this action."}';
    const error = responseError({ status: 403, text: body, headers: {} }, { method, path, now });
    expect(error.message).toContain(`A permission is missing in ConnectWise${said}`);
    expect(error.message).not.toMatch(/\byou\b/i);
  });

  it.each([
    ['30', '{"error":"ConnectWiseAPI","message":"Too many requests. Please try again in 7 seconds."}', 30_000],
    ['Thu, 01 Jan 2026 00:00:12 GMT', '', 12_000],
    [undefined, '{"error":"ConnectWiseAPI","message":"Too many requests. Please try again in 7 seconds."}', 7_000],
    [undefined, '', 30_000],
    ['soon', '', 30_000],
    ['999999', '', 900_000],
  ])('waits as a 429 asks: Retry-After %s, body %s', (after, body, waitMs) => {
    const error = errorOf(429, body, after === undefined ? {} : { 'retry-after': after });
    expect(error).toMatchObject({ kind: 'rate_limited', retryAfterMs: waitMs });
  });

  it('says that a write may have been carried out only when ConnectWise failed', () => {
    expect(errorOf(500, '', {}, 'POST').mayHaveCommitted).toBe(true);
    expect(errorOf(500, '', {}, 'GET').mayHaveCommitted).toBe(false);
    expect(errorOf(400, '', {}, 'POST').mayHaveCommitted).toBe(false);
    expect(errorOf(429, '', {}, 'POST').mayHaveCommitted).toBe(false);
  });
});
