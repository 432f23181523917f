/** Words that server and web share. Values are stored in the database and sent over GraphQL (upper case there). */

export const entityTypes = ['company', 'contact', 'product', 'opportunity', 'tax_code', 'document'] as const;
/** A synced pair, named by its ConnectWise word; `company` is a client in the CRM. */
export type EntityType = (typeof entityTypes)[number];

export const directions = ['in', 'out'] as const;
/** `in`: from ConnectWise to the CRM; `out`: from the CRM to ConnectWise. */
export type Direction = (typeof directions)[number];

export const roles = ['admin', 'sales', 'support', 'viewer'] as const;
/** `sales` works on the records of the CRM; `support` may retry and resolve issues; `viewer` only reads. */
export type Role = (typeof roles)[number];

export const tokenScopes = ['audit', 'crm', 'settings', 'retry'] as const;
/** What an API token may be used for: reading by area, or retrying and settling issues. */
export type TokenScope = (typeof tokenScopes)[number];

export const stageKinds = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof stageKinds)[number];

export const productKinds = ['product', 'bundle'] as const;
export type ProductKind = (typeof productKinds)[number];

export const billingKinds = ['one_time', 'recurring'] as const;
/** Paid once, or each cycle until the number of cycles is reached. */
export type BillingKind = (typeof billingKinds)[number];

export const taxSources = ['category', 'product', 'none'] as const;
/** What says whether a quote line is taxable: its own tax category, else its product; `none`: it has neither, and bears no tax. */
export type TaxSource = (typeof taxSources)[number];

export const customFieldRecords = ['client', 'contact', 'opportunity', 'product'] as const;
/** A record that a workspace can add fields to. */
export type CustomFieldRecord = (typeof customFieldRecords)[number];

export const customFieldTypes = ['text', 'number', 'date', 'checkbox', 'list'] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

export const documentKinds = ['quote', 'file'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const activityKinds = ['task', 'call', 'note'] as const;
/** A note is neither due nor done. */
export type ActivityKind = (typeof activityKinds)[number];

export const documentStates = ['draft', 'sent', 'accepted', 'declined'] as const;
export type DocumentState = (typeof documentStates)[number];

export const syncModes = ['pull_new_push_won', 'real_time', 'pull_only', 'push_won_only'] as const;
export type SyncMode = (typeof syncModes)[number];

export const bundleModes = ['single_product', 'child_products', 'bundle'] as const;
/** How a bundle of a quote stands in ConnectWise: one line; each child as a line; or a ConnectWise bundle with components. */
export type BundleMode = (typeof bundleModes)[number];

export const statusSources = ['map', 'custom_field'] as const;
/** Where the status of an open opportunity in ConnectWise comes from: the status map, or the custom field "CW Status". */
export type StatusSource = (typeof statusSources)[number];

export const connectionStates = ['connected', 'error', 'paused'] as const;
export type ConnectionState = (typeof connectionStates)[number];

export const linkStates = ['linked', 'broken', 'paused', 'never'] as const;
/** `broken`: ConnectWise has removed its record; `paused`: nothing passes until somebody resumes it; `never`: nothing is ever to pass. */
export type LinkState = (typeof linkStates)[number];

/** How the two records of a link that works stand to each other, as a list of links is narrowed by it. */
export const linkDifferences = ['none', 'any', 'held_edit', 'by_choice'] as const;
export type LinkDifferenceWord = (typeof linkDifferences)[number];

/** How a record of the CRM stands to ConnectWise, the first that is true of it: it has an open issue, a push of it waits, its link, or that it has none. */
export const syncStandings = ['failing', 'pending', 'linked', 'broken', 'paused', 'never', 'not_sent'] as const;
export type SyncStanding = (typeof syncStandings)[number];

/** How the two records of a pair came together: `pulled` and `pushed` say which was made from the other, `matched` that both were there. */
export const linkOrigins = ['pulled', 'pushed', 'matched'] as const;
export type LinkOrigin = (typeof linkOrigins)[number];

export const runKinds = ['initial', 'poll', 'manual', 'push'] as const;
export type RunKind = (typeof runKinds)[number];

export const runStates = ['running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

export const previewStates = ['running', 'done', 'failed', 'cancelled'] as const;
export type PreviewState = (typeof previewStates)[number];

export const previewOperations = ['create', 'update', 'link', 'skip', 'needs_person'] as const;
/** What a sync would do with a record; `needs_person`: it would open an issue instead. */
export type PreviewOperation = (typeof previewOperations)[number];

export const issueStates = ['open', 'resolved', 'dismissed'] as const;
export type IssueState = (typeof issueStates)[number];

export const auditStatuses = ['success', 'error', 'skipped', 'info'] as const;
export type AuditStatus = (typeof auditStatuses)[number];

export const auditOperations = [
  'create',
  'update',
  'link',
  'skip',
  'push',
  'attach',
  'note',
  'check',
  'fail',
  'setting',
] as const;
export type AuditOperation = (typeof auditOperations)[number];

export const referenceKinds = [
  'stage',
  'status',
  'rating',
  'opportunity_type',
  'probability',
  'location',
  'department',
  'member',
  'company_type',
  'company_status',
  'country',
  'contact_type',
  'communication_type',
  'category',
  'subcategory',
  'product_type',
  'unit',
  'billing_cycle',
  'tax_code',
  'custom_field',
] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export const fieldPassages = ['always', 'on_create', 'never'] as const;
/** Whether a field of a synced record passes to the other side; `on_create`: with a new record, later changes do not. */
export type FieldPassage = (typeof fieldPassages)[number];

export const setupSteps = ['connect', 'permissions', 'scope', 'mapping', 'matching', 'preview', 'start'] as const;
/** The steps of setting a connection up, in their order; `scope` is what to sync. */
export type SetupStep = (typeof setupSteps)[number];

export const setupStates = ['done', 'needs_work', 'open', 'locked'] as const;
/** `open`: can be done, and needs not; `needs_work`: keeps the sync from starting; `locked`: an earlier step comes first. */
export type SetupState = (typeof setupStates)[number];

export const rightStates = ['ok', 'denied', 'not_tried'] as const;
/** What trying a right of the API member came to. */
export type RightState = (typeof rightStates)[number];

export const rightLevels = ['inquire', 'add', 'edit'] as const;
export type RightLevel = (typeof rightLevels)[number];
export const productNameTargets = ['identifier', 'description'] as const;
/** What the name of a product is in ConnectWise: the Product ID or the description of the catalog item. */
export type ProductNameTarget = (typeof productNameTargets)[number];

export const productIdFields = ['sku', 'description'] as const;
/** The field of a product that the Product ID comes from when the name goes to the description. */
export type ProductIdField = (typeof productIdFields)[number];

export const productClasses = ['Agreement', 'Inventory', 'NonInventory', 'Service'] as const;
/** The product classes of ConnectWise, which are fixed there, in its own words; Bundle is what bundles get. */
export type ProductClass = (typeof productClasses)[number];

export const productMapRules = [
  'equal_name',
  'mapped',
  'only_one',
  'standard_default',
  'connectwise_default',
  'bundle',
  'none',
] as const;
/** Which rule gave the option that a value of a product gets in ConnectWise; `none`: there is no option, and its products wait. */
export type ProductMapRule = (typeof productMapRules)[number];

export const productIdStandings = ['lacking', 'too_long', 'shared'] as const;
/** What keeps a product from having a Product ID of its own. */
export type ProductIdStanding = (typeof productIdStandings)[number];

export const taxImportStates = ['new', 'changed', 'unchanged', 'clash', 'mapped', 'skipped'] as const;
/**
 * What an import does with a tax code. `clash`: a region of that name is there already, and a person decides; `mapped`: it was mapped
 * directly; `skipped`: it has ended, or cannot be expressed.
 */
export type TaxImportState = (typeof taxImportStates)[number];

/** What an entry of the settings history is: a state of the settings, or an import of tax codes beside them. */
export const historyKinds = ['settings', 'tax_import'] as const;
export type HistoryKind = (typeof historyKinds)[number];

export const taxDriftKinds = ['rate_changed', 'ended', 'gone'] as const;
/** How a tax code and the region that stands for it came apart. */
export type TaxDriftKind = (typeof taxDriftKinds)[number];
