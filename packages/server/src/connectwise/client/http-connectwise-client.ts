import { FormData } from 'undici';
import { type DocumentInfo, documentWire } from '../wire/document.ts';
import { type Forecast, forecastWire } from '../wire/forecast.ts';
import { kindOf } from '../wire/shape.ts';
import { type SystemInfo, systemInfo } from '../wire/system.ts';
import { idOf, parseAll, type Wire } from '../wire/wire.ts';
import { equals } from './conditions.ts';
import type {
  ConnectWiseClient,
  DocumentLink,
  DocumentTarget,
  DocumentUpload,
  FindOptions,
  Page,
  PageOptions,
  PatchOperation,
} from './connectwise-client.ts';
import { ConnectWiseError } from './connectwise-error.ts';
import { noteFresh } from './fresh-records.ts';
import { HttpSession, type Reply, type SessionOptions } from './http-session.ts';
import { nextQuery } from './link-header.ts';
import { greatestId, lastIdOf } from './page-end.ts';
import { queryString } from './query-string.ts';

const MAX_PAGE = 1_000;
const MAX_REMOVALS = 3;
const FORWARD_ONLY = { 'pagination-type': 'forward-only' };

/** ConnectWiseClient over HTTP. */
export class HttpConnectWiseClient implements ConnectWiseClient {
  private readonly session: HttpSession;

  constructor(options: SessionOptions) {
    this.session = new HttpSession(options);
  }

  get apiVersion(): string {
    return this.session.endpoint.current.version;
  }

  get lastRequestId(): string | null {
    return this.session.lastRequestId;
  }

  async page<T>(wire: Wire<T>, options: PageOptions): Promise<Page<T>> {
    return this.forwardPage(wire, pathOf(wire), options, {});
  }

  async count(wire: Wire<unknown>, conditions?: string): Promise<number> {
    const path = `${pathOf(wire).replace(/\/$/, '')}/count${queryString({ conditions })}`;
    const { json, requestId } = await this.session.ask({ method: 'GET', path });
    if (typeof json === 'object' && json !== null && 'count' in json && typeof json.count === 'number')
      return json.count;
    throw senseless(`The count of ${wordsOf(wire)} records came without a number.`, requestId);
  }

  async get<T>(wire: Wire<T>, id: number | string, parentId?: number | string): Promise<T | null> {
    return this.read(wire, `${pathOf(wire, parentId).replace(/\/$/, '')}/${encodeURIComponent(id)}`);
  }

  async find<T>(wire: Wire<T>, options: FindOptions = {}): Promise<T[]> {
    const path = pathOf(wire, options.parentId);
    if (options.pageSize !== undefined || options.orderBy !== undefined) return this.numbered(wire, path, options);
    const records: T[] = [];
    for (let afterId = 0; ; ) {
      const page = await this.forwardPage(wire, path, { afterId, pageSize: MAX_PAGE, ...options }, findQuery(options));
      records.push(...understood(wire, page));
      if (page.done) return records;
      afterId = page.lastId;
    }
  }

  async isListed(wire: Wire<unknown>, id: number | string): Promise<boolean> {
    const conditions = equals('id', Number(id));
    const path = `${pathOf(wire)}${queryString({ conditions, fields: 'id', pageSize: 1 })}`;
    return listOf(wire, await this.session.ask({ method: 'GET', path })).some((raw) => idOf(raw) === Number(id));
  }

  async create<T>(wire: Wire<T>, body: object, parentId?: number | string): Promise<T> {
    return one(wire, await this.session.ask({ method: 'POST', path: pathOf(wire, parentId), body }), 'POST');
  }

  async patch<T>(
    wire: Wire<T>,
    id: number | string,
    operations: PatchOperation[],
    parentId?: number | string,
  ): Promise<T> {
    const path = `${pathOf(wire, parentId).replace(/\/$/, '')}/${encodeURIComponent(id)}`;
    return one(wire, await this.session.ask({ method: 'PATCH', path, body: operations }), 'PATCH');
  }

  /** When the answer is lost the record is looked for before the request is sent again. */
  async remove(wire: Wire<unknown>, id: number | string, parentId?: number | string): Promise<void> {
    const path = `${pathOf(wire, parentId).replace(/\/$/, '')}/${encodeURIComponent(id)}`;
    for (let attempt = 1; ; attempt++) {
      try {
        await orNull(this.session.ask({ method: 'DELETE', path }));
        return;
      } catch (error) {
        if (!(error instanceof ConnectWiseError) || !error.mayHaveCommitted || attempt >= MAX_REMOVALS) throw error;
        if ((await orNull(this.session.ask({ method: 'GET', path }))) === null) return;
      }
    }
  }

  forecast(opportunityId: number | string): Promise<Forecast | null> {
    return this.read(forecastWire, pathOf(forecastWire, opportunityId));
  }

  uploadDocument(upload: DocumentUpload): Promise<DocumentInfo> {
    return this.postDocument(upload, (form) => {
      form.set('file', new File([new Uint8Array(upload.data)], upload.fileName, { type: upload.contentType }));
    });
  }

  linkDocument(link: DocumentLink): Promise<DocumentInfo> {
    return this.postDocument(link, (form) => form.set('url', link.url));
  }

  async systemInfo(): Promise<SystemInfo> {
    const { json, requestId } = await this.session.ask({ method: 'GET', path: '/system/info' });
    const fault = systemInfo(json);
    if (fault !== null) throw senseless(`/system/info: ${fault}.`, requestId);
    // The check has just seen that it is one.
    return json as SystemInfo;
  }

  private async read<T>(wire: Wire<T>, path: string): Promise<T | null> {
    const reply = await orNull(this.session.ask({ method: 'GET', path }));
    return reply === null ? null : one(wire, reply, 'GET');
  }

  /**
   * The list is at its end when a page is empty, carries no next link, or is shorter than asked for and its link goes on right after what
   * came (reference pages §2.2). A short page whose link points further was cut on its way: the missing records are asked for again.
   */
  private async forwardPage<T>(
    wire: Wire<T>,
    path: string,
    { afterId, pageSize, conditions, fields }: PageOptions,
    more: Record<string, string | undefined>,
  ): Promise<Page<T>> {
    const query = { ...more, pageId: afterId, pageSize: sizeOf(pageSize), conditions, fields: fieldsOf(fields) };
    const reply = await this.session.ask({
      method: 'GET',
      path: `${path}${queryString(query)}`,
      headers: FORWARD_ONLY,
    });
    const raws = listOf(wire, reply);
    const { records, invalid } = parseAll(wire, raws);
    noteFresh(records, reply.answeredAt);
    const next = nextQuery(reply.link);
    const isShort = raws.length < sizeOf(pageSize) && Number(next?.get('pageId') ?? 0) <= greatestId(raws);
    const done = raws.length === 0 || next === null || (isShort && greatestId(raws) > afterId);
    const lastId = lastIdOf(raws, { afterId, next, done });
    if (lastId === null)
      throw senseless(`A list of ${wordsOf(wire)} records does not move on after ID ${afterId}.`, reply.requestId);
    return { records, invalid, lastId, done, requestId: reply.requestId };
  }

  private async numbered<T>(wire: Wire<T>, path: string, options: FindOptions): Promise<T[]> {
    const records: T[] = [];
    for (let number = 1; ; number++) {
      const { conditions, orderBy, pageSize = MAX_PAGE } = options;
      const query = {
        ...findQuery(options),
        conditions,
        orderBy,
        fields: fieldsOf(options.fields),
        page: number,
        pageSize: sizeOf(pageSize),
      };
      const reply = await this.session.ask({ method: 'GET', path: `${path}${queryString(query)}` });
      const raws = listOf(wire, reply);
      records.push(...understood(wire, { ...parseAll(wire, raws), requestId: reply.requestId }));
      if (options.pageSize !== undefined || raws.length === 0 || nextQuery(reply.link) === null) return records;
    }
  }

  private async postDocument(target: DocumentTarget, add: (form: FormData) => void): Promise<DocumentInfo> {
    const form = () => {
      const data = new FormData();
      data.set('recordType', target.recordType);
      data.set('recordId', String(target.recordId));
      data.set('title', target.title);
      data.set('privateFlag', 'false');
      data.set('readOnlyFlag', 'false');
      add(data);
      return data;
    };
    return one(documentWire, await this.session.ask({ method: 'POST', path: documentWire.path, form }), 'POST');
  }
}

function pathOf(wire: Wire<unknown>, parentId?: number | string): string {
  if (!wire.path.includes('{parentId}')) return wire.path;
  if (parentId === undefined) throw new TypeError(`${wire.resource} lives below a parent: give its ID.`);
  return wire.path.replace('{parentId}', encodeURIComponent(parentId));
}

/** As people read it: "catalog item". */
const wordsOf = ({ resource }: Wire<unknown>): string =>
  resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const sizeOf = (pageSize: number): number => Math.min(MAX_PAGE, Math.max(1, Math.trunc(pageSize)));

const fieldsOf = (fields: readonly string[] | undefined): string | undefined =>
  fields && [...new Set(['id', ...fields, '_info'])].join(',');

const findQuery = ({ childConditions, query }: FindOptions): Record<string, string | undefined> => ({
  ...query,
  childConditions,
});

function listOf(wire: Wire<unknown>, { json, requestId }: Reply): unknown[] {
  if (json === null) return [];
  if (Array.isArray(json)) return json;
  throw senseless(
    `ConnectWise sent ${kindOf(json)} where a list of ${wordsOf(wire)} records was asked for.`,
    requestId,
  );
}

function understood<T>(
  wire: Wire<T>,
  { records, invalid, requestId }: Pick<Page<T>, 'records' | 'invalid' | 'requestId'>,
): T[] {
  const bad = invalid[0];
  if (bad) {
    const which = bad.id === null ? '' : `ID ${bad.id}, `;
    throw senseless(
      `ConnectWise sent something unexpected in a list of ${wordsOf(wire)} records (${which}${bad.reason}).`,
      requestId,
    );
  }
  return records;
}

function one<T>(wire: Wire<T>, { json, requestId, answeredAt }: Reply, method: string): T {
  const parsed = wire.parse(json);
  if ('record' in parsed) {
    noteFresh([parsed.record], answeredAt);
    return parsed.record;
  }
  if (parsed.id === null && (typeof json !== 'object' || json === null || Array.isArray(json)))
    throw senseless(
      `ConnectWise sent ${kindOf(json)} where one ${wordsOf(wire)} was asked for.`,
      requestId,
      method !== 'GET',
    );
  throw senseless(
    `ConnectWise sent something unexpected where one ${wordsOf(wire)} was asked for (${parsed.reason}).`,
    requestId,
    method !== 'GET',
  );
}

async function orNull(reply: Promise<Reply>): Promise<Reply | null> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof ConnectWiseError && error.kind === 'not_found') return null;
    throw error;
  }
}

function senseless(message: string, requestId: string | null, mayHaveCommitted = false): ConnectWiseError {
  return new ConnectWiseError({ kind: 'unexpected', message, requestId, mayHaveCommitted });
}
