import type { DocumentInfo } from '../wire/document.ts';
import type { Forecast } from '../wire/forecast.ts';
import type { SystemInfo } from '../wire/system.ts';
import type { InvalidRecord, Wire } from '../wire/wire.ts';

export interface PageOptions {
  /** Records with a greater ID come, in the order of their IDs; 0 for the first page. */
  afterId: number;
  /** 1 to 1,000. */
  pageSize: number;
  /** See conditions.ts. */
  conditions?: string;
  /** Only these properties, e.g. `companyWire.fields`; `_info` is added, because without it the time of the change is lost. */
  fields?: readonly string[];
}

export interface Page<T> {
  records: T[];
  /** Records of the page that could not be understood. */
  invalid: InvalidRecord[];
  /** Where the next page starts; `afterId` itself when the page is empty. */
  lastId: number;
  /** Whether this was the last page. */
  done: boolean;
  requestId: string | null;
}

export interface FindOptions {
  conditions?: string;
  /** Clauses about one array of children, e.g. communication items; the parents come back. */
  childConditions?: string;
  /** At most so many records, 1 to 1,000; without it all of them, over as many pages as it takes. */
  pageSize?: number;
  /** E.g. `sequenceNumber asc`. */
  orderBy?: string;
  parentId?: number | string;
  fields?: readonly string[];
  /** Other query parameters, e.g. `recordType` and `recordId` of documents. */
  query?: Record<string, string>;
}

/**
 * `path` is a bare, case-sensitive property name. A reference is replaced whole (`{ path: 'company', value: { id: 8 } }`): a sub-path
 * such as `company/identifier` is answered with 200 and changes nothing. `customFields` values of the form `{ id, value }` are merged.
 */
export interface PatchOperation {
  op: 'add' | 'replace' | 'remove';
  path: string;
  value?: unknown;
}

export interface DocumentTarget {
  /** E.g. `Opportunity`. */
  recordType: string;
  recordId: number | string;
  title: string;
}

export interface DocumentUpload extends DocumentTarget {
  fileName: string;
  contentType: string;
  data: Buffer;
}

export interface DocumentLink extends DocumentTarget {
  url: string;
}

/**
 * One ConnectWise account. Every method throws ConnectWiseError. Reads, and patches that merely replace properties, were tried several times
 * before they fail. Every other write is sent once, unless ConnectWise surely had not begun it (see repeatability.ts): after an error with
 * `mayHaveCommitted` read the record, or look for it, and plan anew before sending anything again.
 */
export interface ConnectWiseClient {
  /** One forward-only page. */
  page<T>(wire: Wire<T>, options: PageOptions): Promise<Page<T>>;
  count(wire: Wire<unknown>, conditions?: string): Promise<number>;
  /** Null when ConnectWise itself says that there is no such record; any other 404 is an error like an outage. Before a link breaks, `isListed` is asked. */
  get<T>(wire: Wire<T>, id: number | string, parentId?: number | string): Promise<T | null>;
  /** Throws `unexpected` when a record cannot be understood: a look-up that leaves one out could make a duplicate. */
  find<T>(wire: Wire<T>, options?: FindOptions): Promise<T[]>;
  /** Whether the list of these records has this one: the second look before one is taken for removed. */
  isListed(wire: Wire<unknown>, id: number | string): Promise<boolean>;
  /** The created record, whole. */
  create<T>(wire: Wire<T>, body: object, parentId?: number | string): Promise<T>;
  /** The whole record after the change. */
  patch<T>(wire: Wire<T>, id: number | string, operations: PatchOperation[], parentId?: number | string): Promise<T>;
  /** Answers quietly when the record is gone already. */
  remove(wire: Wire<unknown>, id: number | string, parentId?: number | string): Promise<void>;
  forecast(opportunityId: number | string): Promise<Forecast | null>;
  uploadDocument(upload: DocumentUpload): Promise<DocumentInfo>;
  linkDocument(link: DocumentLink): Promise<DocumentInfo>;
  systemInfo(): Promise<SystemInfo>;
  /** `x-cw-request-id` of the last answer that this instance got. Each `clientFor` gives an instance of its own. */
  readonly lastRequestId: string | null;
  /** The version of the API's model that is used, e.g. `2025.16`; `latest` when none is named. */
  readonly apiVersion: string;
}
