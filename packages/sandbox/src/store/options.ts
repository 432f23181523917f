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
  disallowSaving: false,
};
