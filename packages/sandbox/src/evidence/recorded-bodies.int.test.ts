import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../callbacks/message.ts';
import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'demo' });
  call = clientOf(sandbox);
});
afterAll(() => sandbox.close());

it('sends a contact with the recorded keys in the recorded order', async () => {
  const { body } = await call('GET', '/company/contacts/57003');
  const recorded =
    `id firstName lastName company site inactiveFlag marriedFlag childrenFlag portalSecurityLevel disablePortalLoginFlag
    unsubscribeFlag mobileGuid defaultPhoneType defaultPhoneNbr defaultBillingFlag defaultFlag companyLocation communicationItems
    types customFields ignoreDuplicates _info`.split(/\s+/);
  expect(Object.keys(body).filter((key) => recorded.includes(key))).toEqual(recorded);
  expect(Object.keys(body.communicationItems[0]).filter((key) => key !== 'extension')).toEqual([
    'id',
    'type',
    'value',
    'defaultFlag',
    'domain',
    'communicationType',
  ]);
  expect(Object.keys(body.customFields[0])).toEqual([
    'id',
    'caption',
    'type',
    'entryMethod',
    'numberOfDecimals',
    'value',
    'connectWiseId',
    'rowNum',
    'userDefinedFieldRecId',
    'podId',
  ]);
  expect(Object.keys(body._info).slice(0, 5)).toEqual([
    'lastUpdated',
    'updatedBy',
    'dateEntered',
    'enteredBy',
    'communications_href',
  ]);
  expect(Object.values(body).includes(null)).toBe(false);
});

it('answers the recorded error bodies', async () => {
  expect((await call('POST', '/company/contacts', { lastName: 'X' })).body).toEqual({
    code: 'InvalidObject',
    message: 'contact object is invalid',
    errors: [
      {
        code: 'MissingRequiredField',
        message: 'The firstName field is required.',
        resource: 'contact',
        field: 'firstName',
      },
    ],
  });
  expect((await call('GET', '/company/contacts/999999')).body).toEqual({
    code: 'NotFound',
    message: 'Contact 999999 not found',
  });
  expect((await call('GET', '/company/nothing')).body).toEqual({
    code: 'ConnectWiseApi',
    message: 'The endpoint does not exist.',
  });
  expect((await call('GET', '/company/companies?conditions=invoiceDate=1')).body).toEqual({
    code: 'ApiFindCondition',
    message: 'invoiceDate is not a recognized name.',
    errors: null,
  });
  expect(
    (
      await call(
        'GET',
        `/sales/opportunities?conditions=${encodeURIComponent('dateBecameLead>[2026-01-01T00:00:00+02:00]')}`,
      )
    ).body,
  ).toEqual({ code: 'UnsupportedFormat', message: 'Unsupported format applied to dateBecameLead', errors: null });
  const member = await call('POST', '/company/contacts', '{\n    "firstName": "A",\n    "type": {"id":1}\n}');
  expect(member.body).toEqual({
    code: 'ConnectWiseApi',
    message:
      "Could not find member 'type' on object of type 'Contact'. Path 'type', line 3, position 11.Check your accept header to make sure you are using the correct version.",
    errors: null,
  });
  sandbox.fail({ retryAfterSeconds: 30, times: 1 });
  const throttled = await call('GET', '/company/companies');
  expect(throttled.headers.get('retry-after')).toBe('30');
  expect(throttled.body).toEqual({
    error: 'ConnectWiseAPI',
    message: 'Too many requests. Please try again in 30 seconds.',
  });
});

it('answers the recorded callback bodies, and delivers a signed message of the recorded shape', async () => {
  const bad = await call('POST', '/system/callbacks', { url: 'nowhere', objectId: 1, type: 'contact', level: 'board' });
  expect(bad.body).toEqual({
    code: 'InvalidObject',
    message: 'callbackEntry object is invalid',
    errors: [
      { code: 'InvalidField', message: 'Invalid URL', resource: 'callbackEntry', field: 'url' },
      {
        code: 'InvalidObject',
        message: 'Unrecognized level for type, see documentation for supported levels for each type',
        resource: 'callbackEntry',
        field: 'level',
      },
    ],
  });
  const received: { url: string; signature: string; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ url: String(request.url), signature: String(request.headers['x-content-signature']), body });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?recordId=`;
  const made = await call('POST', '/system/callbacks', {
    url,
    objectId: 0,
    type: 'contact',
    level: 'owner',
    payloadVersion: '3.0.0',
  });
  expect(Object.keys(made.body)).toEqual([
    'id',
    'url',
    'objectId',
    'type',
    'level',
    'memberId',
    'payloadVersion',
    'inactiveFlag',
    'isSoapCallbackFlag',
    'isSelfSuppressedFlag',
    'connectWiseID',
    '_info',
  ]);
  expect(made.body.objectId).toBe(1);
  expect(
    (await call('POST', '/system/callbacks', { url, objectId: 1, type: 'contact', level: 'owner' })).body.errors,
  ).toEqual([
    {
      code: 'ObjectExists',
      message: 'A matching callback entry already exists',
      resource: 'callbackEntry',
      field: 'objectId',
    },
  ]);
  await call('PATCH', '/company/contacts/57003', [{ op: 'replace', path: 'title', value: 'Chief' }]);
  await sandbox.callbacks.idle();
  server.close();
  const [message] = received;
  const body = JSON.parse(message!.body);
  expect(Object.keys(body)).toEqual([
    'MessageId',
    'FromUrl',
    'CompanyId',
    'MemberId',
    'Action',
    'Type',
    'ID',
    'ProductInstanceId',
    'PartnerId',
    'CallbackObjectRecId',
    'Entity',
    'Metadata',
  ]);
  expect(message!.url).toBe('/hook?recordId=57003&action=updated');
  const entity = JSON.parse(body.Entity);
  expect(entity).toMatchObject({ id: 57003, title: 'Chief' });
  expect(entity).not.toHaveProperty('communicationItems');
  const key = (await (await fetch(body.Metadata.key_url)).json()) as { signing_key: string };
  expect(message!.signature).toBe(signatureOf(message!.body, key.signing_key));
});
