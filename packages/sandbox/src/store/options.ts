/**
 * Readings of rules that the reference pages mark as uncertain (M or L). The default is the reading they recommend;
 * each switch gives the other one.
 */
export interface Readings {
  /** `GET …/forecast` answers one object; `array` follows the published schema (§3.6). */
  forecastShape: 'object' | 'array';
  /** A company needs at least one address field on POST (§3.1). */
  companyNeedsAddress: boolean;
  /** Texts in conditions compare without regard to case. */
  ignoreCase: boolean;
  /** Dates in conditions may carry fractions of a second (§10: sources conflict). */
  fractionalSeconds: boolean;
  /** A conditions text that cannot be parsed answers 400, or an empty list (§2.4). */
  malformedConditions: 'error' | 'empty';
  /** `orderBy` together with forward-only paging answers 400, or is ignored (§2.2). */
  forwardOnlyOrderBy: 'error' | 'ignore';
  /** A PATCH on a record with required custom fields needs a `customFields` operation (§4.1). */
  patchNeedsCustomFields: boolean;
  /** A change of a note, line or forecast moves the opportunity's `lastUpdated` (§10). */
  childrenMoveParent: boolean;
  /** References to inactive rows are refused (§10: assumed accepted). */
  refuseInactiveReferences: boolean;
  /** Hrefs in `_info`: the sandbox's own, with a double slash, or with another host and codebase (§2.1). */
  hrefs: 'own' | 'double-slash' | 'foreign-host';
  /** An unknown codebase answers 404, or the cloud router's plain-text 400 (§1.1). */
  unknownCodebase: '404' | 'plain-text-400';
  /** `IsCloud` in companyinfo: the guide's string or a boolean (§1.1). */
  isCloud: 'string' | 'boolean';
  /** `company` comes back blank when the role may not read companies, instead of nothing happening (§3.3). */
  blankForbiddenReferences: boolean;
  /** Taking a module away takes its set-up tables away too; otherwise they can be read without rights (§1.2). */
  setUpTablesNeedRights: boolean;
  /** The light `/info` lists need the rights of the record; otherwise they need none (§2.3). */
  infoNeedsRights: boolean;
  /** Answers 429 above this many requests in a minute; 0 = never (§1.5). */
  requestsPerMinute: number;
  /** Callback URLs must be https, except on loopback (§4.5). */
  callbackNeedsHttps: boolean;
  /** Empty fields are left out, or sent as `null` as older servers did (§2.5). */
  emptyFields: 'absent' | 'null';
  /** A `pageSize` above 1000 is capped, or answers 400 (§2.1). */
  largePageSize: 'cap' | 'error';
  /** `%` is a wildcard of `like` beside `*` (§2.4). */
  likePercent: boolean;
  /** Names that conditions refuse although a GET returns them: `opportunityStatuses.inactiveFlag, …` (§2.4). */
  refusedNames: string;
  /** Values in `customFieldConditions` have to be quoted or null (§2.4). */
  customFieldValuesNeedQuotes: boolean;
  /** Paths match whatever their case (§9.1, L). */
  ignorePathCase: boolean;
  /** Calls without a `clientId` answer 403 (§1.2). */
  clientIdRequired: boolean;
  /** The dated codebase that is served beside `v4_6_release`; another value is a cloud upgrade (§1.1). */
  codebase: string;
  /** What companyinfo names as `Codebase`: the router, or the dated one (§1.1). */
  announcedCodebase: 'router' | 'dated';
  /** companyinfo of an unknown company: 200 with `null`, or 404 (§1.1). */
  unknownCompanyInfo: 'null' | '404';
  /** Status of refusals because a record is in use or on an invoice (§3.3, §3.8: 409 or 400). */
  conflictStatus: '409' | '400';
  /** Lengths of the 2022 model for companies (25, 50, 255) and catalog identifiers (60) (§3.13). */
  olderLengths: boolean;
  /** A PATCH fails for an old bad value in a field that it does not touch (§4.1). */
  validateWholeRecord: boolean;
  /** A date that cannot be read: an entry in `errors`, or the 500 of one on-premise server (§1.4). */
  badDates: '400' | '500';
  /** Which records keep the custom fields that a PUT leaves out (§4.2). */
  putKeepsCustomFields: 'contacts' | 'all';
  /** `types` in a PATCH or PUT of a company is refused, or ignored (§3.1). */
  typesOnUpdate: 'refuse' | 'ignore';
  /** DELETE of a company leaves the row with `deletedFlag`, or removes it (§3.1). */
  companyDelete: 'soft' | 'hard';
  /** A merge moves `lastUpdated` of the company that is lost (§3.1: it does not). */
  mergeMovesLastUpdated: boolean;
  /** The primary site of a company cannot be deleted (§3.2). */
  primarySiteFixed: boolean;
  /** A new stage brings its probability along (§3.4). */
  probabilityFollowsStage: boolean;
  /** A closed status fills `closedDate` and `closedBy` (§3.4). */
  stampClosed: boolean;
  /** A bundle line adds the lines of its components (§3.8). */
  bundleAddsLines: boolean;
  /** A bundle with `calculatedPriceFlag` costs the sum of its parts (§3.7). */
  bundlePriceFromParts: boolean;
  /** A level's cap limits each line, or the sum of all lines (§3.9). */
  taxCap: 'line' | 'total';
  /** Tax codes before their `effectiveDate` or after their `cancelDate` charge nothing (§3.9: not said). */
  taxNeedsValidity: boolean;
  /** The list of documents needs `recordType` and `recordId` (§3.11). */
  documentsNeedRecord: boolean;
  /** The signing key is given only to callers with credentials and a `clientId` (§3.12). */
  callbackKeyNeedsAuth: boolean;
  /** What makes two callback entries the same (§3.12). */
  callbackIdentity: 'url-type-level-object' | 'url-type-level';
  /** A line of a recurring catalog item takes over what recurs, where the caller says nothing (§11, L). */
  linesInheritRecurring: boolean;
  /** Amounts in a line's `recurring` are for one unit, as its price is, or for the whole line (§11: not said). */
  recurringAmounts: 'unit' | 'line';
  /** `recurringTotal` of a forecast counts each line for all its cycles, or for one of them (§3.6: not said). */
  recurringTotal: 'all-cycles' | 'one-cycle';
  /** `expectedCloseDate` keeps a time of the day (`05:00Z` is midnight in Tampa) instead of becoming midnight UTC (§2.5). */
  closeDatesKeepTime: boolean;
  /** An opportunity with a contact of another company is refused (§11: not known). */
  refuseForeignContacts: boolean;
  /** A record that is not there answers ConnectWise's own JSON, or the HTML page of the web server before it (§11). */
  recordNotFound: 'json' | 'html';
  /** References that come back as `{}` whatever they hold: `contacts.site, opportunities.*` (seen with low roles, §3.3). */
  blankReferences: string;
  /** The model version of the server; a newer one in `Accept` is refused, and `api-current-version` names this one (§1.2). */
  modelVersion: string;
  /** Company notices with `disallowSavingFlag` refuse new opportunities (§3.1, L). */
  disallowSaving: boolean;
}

export const defaultReadings: Readings = {
  forecastShape: 'object',
  companyNeedsAddress: true,
  ignoreCase: true,
  fractionalSeconds: false,
  malformedConditions: 'error',
  forwardOnlyOrderBy: 'error',
  patchNeedsCustomFields: false,
  childrenMoveParent: false,
  refuseInactiveReferences: false,
  hrefs: 'own',
  unknownCodebase: '404',
  isCloud: 'string',
  blankForbiddenReferences: false,
  setUpTablesNeedRights: true,
  infoNeedsRights: false,
  requestsPerMinute: 0,
  callbackNeedsHttps: true,
  emptyFields: 'absent',
  largePageSize: 'cap',
  likePercent: true,
  refusedNames: '',
  customFieldValuesNeedQuotes: true,
  ignorePathCase: true,
  clientIdRequired: true,
  codebase: 'v2025_1',
  announcedCodebase: 'router',
  unknownCompanyInfo: 'null',
  conflictStatus: '409',
  olderLengths: false,
  validateWholeRecord: true,
  badDates: '400',
  putKeepsCustomFields: 'contacts',
  typesOnUpdate: 'refuse',
  companyDelete: 'soft',
  mergeMovesLastUpdated: false,
  primarySiteFixed: true,
  probabilityFollowsStage: true,
  stampClosed: true,
  bundleAddsLines: true,
  bundlePriceFromParts: true,
  taxCap: 'line',
  taxNeedsValidity: false,
  documentsNeedRecord: true,
  callbackKeyNeedsAuth: false,
  callbackIdentity: 'url-type-level-object',
  linesInheritRecurring: true,
  recurringAmounts: 'unit',
  recurringTotal: 'all-cycles',
  closeDatesKeepTime: false,
  refuseForeignContacts: false,
  recordNotFound: 'json',
  blankReferences: '',
  modelVersion: '2026.11',
  disallowSaving: false,
};

/** Words that a reading may take, where it is not a flag, a number or any text. */
export const readingWords: { readonly [Name in keyof Readings]?: readonly Readings[Name][] } = {
  forecastShape: ['object', 'array'],
  malformedConditions: ['error', 'empty'],
  forwardOnlyOrderBy: ['error', 'ignore'],
  hrefs: ['own', 'double-slash', 'foreign-host'],
  unknownCodebase: ['404', 'plain-text-400'],
  isCloud: ['string', 'boolean'],
  emptyFields: ['absent', 'null'],
  largePageSize: ['cap', 'error'],
  announcedCodebase: ['router', 'dated'],
  unknownCompanyInfo: ['null', '404'],
  conflictStatus: ['409', '400'],
  badDates: ['400', '500'],
  putKeepsCustomFields: ['contacts', 'all'],
  typesOnUpdate: ['refuse', 'ignore'],
  companyDelete: ['soft', 'hard'],
  taxCap: ['line', 'total'],
  callbackIdentity: ['url-type-level-object', 'url-type-level'],
  recordNotFound: ['json', 'html'],
  recurringAmounts: ['unit', 'line'],
  recurringTotal: ['all-cycles', 'one-cycle'],
};
