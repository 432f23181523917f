import { badRequest, invalidObject, notFound, type Problem } from '../http/api-error.ts';
import { type Answer, type Call, json, noContent, type Operation } from '../http/operation.ts';
import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import { guidFor } from '../store/guid.ts';
import { compact } from '../write/write-context.ts';
import { list, recordJson } from './list.ts';
import { existing, idOf } from './record-operations.ts';
import { readUpload, type Upload } from './upload.ts';

const PATH = '/system/documents';
const definition = recordNamed('documents');

/** Record types that can carry documents, and the sandbox's table for those it serves (§3.11). */
const OWNERS: Readonly<Record<string, string | undefined>> = {
  agreement: undefined,
  company: 'companies',
  configuration: undefined,
  contact: 'contacts',
  expense: undefined,
  opportunity: 'opportunities',
  project: undefined,
  purchaseorder: undefined,
  rma: undefined,
  salesorder: 'salesOrders',
  servicetemplate: undefined,
  ticket: undefined,
};

export const documentOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: PATH,
    sends: '[DocumentInfo]',
    record: 'documents',
    handle: (call) => list(call, definition, ownerOf(call)),
  },
  {
    method: 'GET',
    path: `${PATH}/count`,
    sends: 'Count',
    record: 'documents',
    handle: (call) => {
      const { parent } = ownerOf(call);
      const table = call.tenant.store.table('documents');
      return json(200, { count: parent ? table.related(parent.field, parent.id).length : table.size });
    },
  },
  { method: 'GET', path: `${PATH}/uploadsample`, record: 'documents', handle: uploadSample },
  {
    method: 'GET',
    path: `${PATH}/{id}`,
    sends: 'DocumentInfo',
    record: 'documents',
    handle: (call) => ({ status: 200, body: recordJson(call, definition, existing(call, definition, undefined).id) }),
  },
  { method: 'POST', path: PATH, sends: 'DocumentInfo', record: 'documents', rawBody: true, handle: create },
  {
    method: 'POST',
    path: `${PATH}/{id}`,
    sends: 'DocumentInfo',
    record: 'documents',
    rawBody: true,
    handle: newVersion,
  },
  {
    method: 'DELETE',
    path: `${PATH}/{id}`,
    record: 'documents',
    handle: (call) => {
      const row = existing(call, definition, undefined);
      call.tenant.store.transaction(call.member, () => call.tenant.store.remove('documents', row.id));
      call.tenant.blobs.removeAll(row.id);
      return noContent;
    },
  },
  { method: 'GET', path: `${PATH}/{id}/download`, record: 'documents', handle: download },
  { method: 'GET', path: `${PATH}/{id}/thumbnail`, record: 'documents', handle: download },
];

/** `recordType` and `recordId` have to come together (M). */
function ownerOf(call: Call) {
  const type = call.query.get('recordType');
  const id = call.query.get('recordId');
  if (!type && !id && !call.tenant.readings.documentsNeedRecord) return {};
  if (!type || !id || !/^\d+$/.test(id))
    throw badRequest('ConnectWiseApi', 'recordType and recordId are both required.');
  if (!(type.toLowerCase() in OWNERS))
    throw badRequest('ConnectWiseApi', `${type.slice(0, 60)} is not a valid recordType.`);
  return { parent: { field: 'recordKey', id: `${type.toLowerCase()}:${id}` as unknown as number } };
}

async function create(call: Call): Promise<Answer> {
  const upload = await readUpload(call);
  const owner = checkOwner(call, upload);
  const table = call.tenant.store.table('documents');
  const now = call.tenant.store.clock.seconds();
  const by = call.member.identifier;
  const id = table.nextId();
  table.reserve(id);
  if (upload.file) await call.tenant.blobs.put(id, 1, upload.file.bytes);
  const row = {
    ...compact({
      ...contentFields(upload),
      title: upload.fields.title || upload.file?.name || upload.fields.url,
      owner: by,
      publicFlag: !isTrue(upload.fields.privateflag),
      readOnlyFlag: isTrue(upload.fields.readonlyflag) || isTrue(upload.fields.readonlyflay),
      createdOnDate: now,
      guid: guidFor('documents', id),
      version: 1,
      ...owner,
    }),
    id,
    $updated: now,
    $updatedBy: by,
    $entered: now,
    $enteredBy: by,
  } as Stored;
  call.tenant.store.transaction(call.member, () => call.tenant.store.put('documents', row));
  return { status: 201, body: recordJson(call, definition, id) };
}

async function newVersion(call: Call): Promise<Answer> {
  const upload = await readUpload(call);
  if (!upload.file) throw missing('file');
  const version = Number(existing(call, definition, undefined).version ?? 1) + 1;
  await call.tenant.blobs.put(idOf(call), version, upload.file.bytes);
  // The document may have been removed meanwhile.
  const before = existing(call, definition, undefined);
  const row = {
    ...before,
    ...compact({ ...contentFields(upload), title: upload.fields.title || before.title, version }),
    $updated: call.tenant.store.clock.seconds(),
    $updatedBy: call.member.identifier,
  } as Stored;
  call.tenant.store.transaction(call.member, () => call.tenant.store.put('documents', row));
  return { status: 201, body: recordJson(call, definition, before.id) };
}

function contentFields(upload: Upload): Record<string, unknown> {
  const { file } = upload;
  if (!file) return { url: upload.fields.url, linkFlag: true, urlFlag: true, fileName: upload.fields.url };
  return {
    fileName: file.name,
    serverFileName: `${guidFor('upload', file.bytes.length)}${/\.[A-Za-z0-9]{1,8}$/.exec(file.name)?.[0] ?? ''}`,
    size: file.bytes.length,
    contentType: file.type,
    imageFlag: file.type.startsWith('image/'),
  };
}

function checkOwner(call: Call, upload: Upload): Record<string, unknown> {
  const { recordtype = '', recordid = '', url } = upload.fields;
  if (recordtype === '') throw missing('recordType');
  if (!/^\d+$/.test(recordid)) throw missing('recordId');
  const type = recordtype.toLowerCase();
  if (!(type in OWNERS)) throw badRequest('ConnectWiseApi', `${recordtype.slice(0, 60)} is not a valid recordType.`);
  const record = OWNERS[type];
  const id = Number(recordid);
  if (record && !call.tenant.store.table(record).has(id)) throw notFound(recordNamed(record).resource, id);
  if (!upload.file && !url) throw missing('file');
  if (url !== undefined && !upload.file && !(URL.canParse(url) && /^https?:\/\//i.test(url)))
    throw missing('url', 'Invalid URL');
  return { recordKey: `${type}:${id}`, recordType: recordtype, recordId: id };
}

function missing(field: string, message = `The ${field} field is required.`) {
  const problem: Problem = { code: 'MissingRequiredField', message, resource: 'document', field };
  return invalidObject('document', [problem]);
}

function download(call: Call): Answer {
  const row = existing(call, definition, undefined);
  if (row.urlFlag === true) return { status: 302, headers: { Location: new URL(String(row.url)).href } };
  const bytes = call.tenant.blobs.get(row.id, Number(row.version ?? 1));
  if (!bytes) throw notFound('document', idOf(call));
  const name = String(row.fileName ?? 'document').toWellFormed();
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return {
    status: 200,
    body: bytes,
    headers: {
      'Content-Type': String(row.contentType ?? 'application/octet-stream'),
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  };
}

const isTrue = (text: string | undefined) => text?.toLowerCase() === 'true';

function uploadSample(): Answer {
  const body = `<!doctype html><meta charset="utf-8"><title>Upload sample</title>
<form method="post" enctype="multipart/form-data" action="../documents">
<p>recordType <input name="recordType" value="Opportunity"></p><p>recordId <input name="recordId"></p>
<p>title <input name="title"></p><p>file <input type="file" name="file"></p><button>Upload</button></form>`;
  return { status: 200, body, headers: { 'Content-Type': 'text/html; charset=utf-8' } };
}
