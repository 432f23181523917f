/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Viewer {\n    viewer {\n      role\n      canEdit\n      canRetry\n      canAdminister\n      user {\n        id\n        name\n        email\n      }\n      workspace {\n        id\n        name\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": typeof types.SignOutDocument,
    "\n  query AlertCount {\n    alerts {\n      open\n    }\n  }\n": typeof types.AlertCountDocument,
    "\n  query ClientChoices($search: String) {\n    clients(first: 20, search: $search) { items { id name city } totalCount }\n  }\n": typeof types.ClientChoicesDocument,
    "\n  fragment DriftTaskFields on DriftTask {\n    key\n    code\n    section\n    step\n    message\n    advice\n    holdsBack\n    canAccept\n    affectedOpportunities\n    detectedAt\n  }\n": typeof types.DriftTaskFieldsFragmentDoc,
    "\n  query DriftTasks {\n    driftTasks {\n      step\n      ...DriftTaskFields\n    }\n  }\n": typeof types.DriftTasksDocument,
    "\n  mutation AcceptDrift($key: ID!) {\n    acceptDriftTask(key: $key) {\n      tasks {\n        key\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.AcceptDriftDocument,
    "\n  query SyncedFields { syncedFields { record field label in out reason remoteName remoteOptions } }\n": typeof types.SyncedFieldsDocument,
    "\n  fragment RecordEvent on AuditEvent {\n    id cursor at direction entity operation status name description code runId remoteUrl localPath attempt actor\n    changes { field label from to }\n  }\n": typeof types.RecordEventFragmentDoc,
    "\n  query RecordHistory($filter: AuditFilter!, $first: Int!, $after: String) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items { id cursor ...RecordEvent }\n      pageInfo { endCursor hasNextPage }\n      liveCursor\n    }\n  }\n": typeof types.RecordHistoryDocument,
    "\n  subscription RecordEventAdded($filter: AuditFilter!, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) { id cursor ...RecordEvent }\n  }\n": typeof types.RecordEventAddedDocument,
    "\n  fragment ConflictFields on SyncConflict {\n    id\n    entity\n    localId\n    remoteId\n    name\n    field\n    label\n    crmValue\n    connectwiseValue\n    baseValue\n    crmBy\n    crmAt\n    connectwiseBy\n    connectwiseAt\n    foundBy\n    winner\n    why\n    state\n    decidedBy\n    decidedAt\n    at\n  }\n": typeof types.ConflictFieldsFragmentDoc,
    "\n  query Conflicts($first: Int!, $after: String, $filter: SyncConflictFilter) {\n    conflicts(first: $first, after: $after, filter: $filter) {\n      items { ...ConflictFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.ConflictsDocument,
    "\n  mutation SettleConflict($id: ID!, $winner: Owner!) {\n    settleConflict(id: $id, winner: $winner) {\n      conflict { ...ConflictFields }\n      note\n      problems { code field message }\n    }\n  }\n": typeof types.SettleConflictDocument,
    "\n  fragment LinkFields on EntityLink {\n    id\n    entity\n    state\n    origin\n    localId\n    localName\n    localPath\n    remoteId\n    remoteName\n    remoteUrl\n    lastSyncedAt\n    lastPulledAt\n    lastPushedAt\n    createdAt\n    brokenAt\n    differing\n    hasNewsThere\n    hold { by reason at }\n  }\n": typeof types.LinkFieldsFragmentDoc,
    "\n  query EntityLinks($first: Int!, $after: String, $filter: EntityLinkFilter) {\n    entityLinks(first: $first, after: $after, filter: $filter) {\n      items { ...LinkFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.EntityLinksDocument,
    "\n  query LinkCounts {\n    entityLinkCounts { entity state count }\n  }\n": typeof types.LinkCountsDocument,
    "\n  query EntityLink($id: ID!) {\n    entityLink(id: $id) { ...LinkFields }\n  }\n": typeof types.EntityLinkDocument,
    "\n  query RecordStanding($entity: EntityType!, $localId: ID!) {\n    recordStanding(entity: $entity, localId: $localId) {\n      link { ...LinkFields }\n      neverSynced { by reason at }\n    }\n  }\n": typeof types.RecordStandingDocument,
    "\n  query LinkComparison($linkId: ID!) {\n    linkComparison(linkId: $linkId) {\n      isGoneThere\n      remoteName\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n": typeof types.LinkComparisonDocument,
    "\n  query LinkActions($first: Int!, $entity: EntityType, $localId: ID) {\n    linkActions(first: $first, entity: $entity, localId: $localId) {\n      items { id kind entity localId remoteId name reason by at description undoneAt undoneBy }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": typeof types.LinkActionsDocument,
    "\n  query LinkActionPreview($input: LinkActionInput!) {\n    linkActionPreview(input: $input) {\n      effects\n      warnings\n      remoteName\n      taken { localId name canMerge }\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n": typeof types.LinkActionPreviewDocument,
    "\n  mutation ChangeLink($input: LinkActionInput!) {\n    changeLink(input: $input) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n": typeof types.ChangeLinkDocument,
    "\n  mutation ChangeLinks($action: LinkActionKind!, $linkIds: [ID!]!, $reason: String) {\n    changeLinks(action: $action, linkIds: $linkIds, reason: $reason) {\n      action { id }\n      problems { code field message }\n    }\n  }\n": typeof types.ChangeLinksDocument,
    "\n  mutation UndoLinkAction($id: ID!) {\n    undoLinkAction(id: $id) {\n      action { id undoneAt undoneBy }\n      problems { code field message }\n    }\n  }\n": typeof types.UndoLinkActionDocument,
    "\n  query SearchRemote($entity: EntityType!, $text: String!) {\n    searchRemoteRecords(entity: $entity, text: $text, first: 20) {\n      remoteId\n      name\n      detail\n      isDeleted\n      linkedTo { localId name }\n    }\n  }\n": typeof types.SearchRemoteDocument,
    "\n  query MergeSurvivors {\n    mergeSurvivors { linkId localId name remoteId survivorId survivorName because linkedTo { localId name } }\n  }\n": typeof types.MergeSurvivorsDocument,
    "\n  mutation RelinkToSurvivors($linkIds: [ID!]) {\n    relinkToSurvivors(linkIds: $linkIds) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n": typeof types.RelinkToSurvivorsDocument,
    "\n  query NeedsSetUp {\n    needsSetUp\n  }\n": typeof types.NeedsSetUpDocument,
    "\n  fragment RunSummary on SyncRun {\n    id\n    kind\n    state\n    startedAt\n    finishedAt\n    error\n    ratePerSecond\n    settingsRevision\n    currentRecord\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n": typeof types.RunSummaryFragmentDoc,
    "\n  mutation SyncRecord($entity: EntityType!, $localId: ID!) {\n    syncRecord(entity: $entity, localId: $localId) {\n      pulled\n      pushed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SyncRecordDocument,
    "\n  fragment AlertFields on Alert {\n    id\n    kind\n    sentence\n    remedy\n    openedAt\n    resolvedAt\n  }\n": typeof types.AlertFieldsFragmentDoc,
    "\n  query Alerts {\n    alerts {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n": typeof types.AlertsDocument,
    "\n  subscription AlertsChanged {\n    alertsChanged {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n": typeof types.AlertsChangedDocument,
    "\n  query AlertPreference {\n    myAlertPreference {\n      atOnce\n      digest\n      quietFrom\n      quietTo\n    }\n  }\n": typeof types.AlertPreferenceDocument,
    "\n  mutation SaveAlertPreference($input: AlertPreferenceInput!) {\n    saveMyAlertPreference(input: $input) {\n      preference {\n        atOnce\n        digest\n        quietFrom\n        quietTo\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SaveAlertPreferenceDocument,
    "\n  mutation SendTestAlert {\n    sendTestAlert {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SendTestAlertDocument,
    "\n  query AlertSettings {\n    alertSettings {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      webhooks {\n        id\n        name\n        url\n        form\n      }\n    }\n  }\n": typeof types.AlertSettingsDocument,
    "\n  mutation SaveAlertRules($input: AlertRulesInput!) {\n    saveAlertRules(input: $input) {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SaveAlertRulesDocument,
    "\n  mutation AddWebhook($input: WebhookInput!) {\n    addWebhook(input: $input) {\n      secret\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.AddWebhookDocument,
    "\n  mutation RemoveWebhook($id: ID!) {\n    removeWebhook(id: $id) {\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RemoveWebhookDocument,
    "\n  mutation TestWebhook($id: ID!) {\n    testWebhook(id: $id) {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.TestWebhookDocument,
    "\n  fragment TokenFields on ApiToken {\n    id\n    name\n    scopes\n    prefix\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedAddress\n    revokedAt\n    replacedById\n  }\n": typeof types.TokenFieldsFragmentDoc,
    "\n  query ApiTokens {\n    apiTokens {\n      ...TokenFields\n    }\n    accessSettings {\n      tokenMaxDays\n      allowedOrigins\n    }\n  }\n": typeof types.ApiTokensDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.CreateApiTokenDocument,
    "\n  mutation RotateApiToken($id: ID!, $overlapHours: Float!) {\n    rotateApiToken(id: $id, overlapHours: $overlapHours) {\n      token {\n        ...TokenFields\n      }\n      replaced {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RotateApiTokenDocument,
    "\n  mutation SaveAccessSettings($input: AccessSettingsInput!) {\n    saveAccessSettings(input: $input) {\n      settings {\n        tokenMaxDays\n        allowedOrigins\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SaveAccessSettingsDocument,
    "\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id) {\n      token {\n        ...TokenFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RevokeApiTokenDocument,
    "\n  fragment AuditRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    remoteUrl\n    description\n    code\n  }\n": typeof types.AuditRowFragmentDoc,
    "\n  query AuditEvents($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items {\n        ...AuditRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      liveCursor\n    }\n  }\n": typeof types.AuditEventsDocument,
    "\n  subscription AuditEventAdded($filter: AuditFilter, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) {\n      ...AuditRow\n    }\n  }\n": typeof types.AuditEventAddedDocument,
    "\n  query AuditEventDetails($id: ID!) {\n    auditEvent(id: $id) {\n      ...AuditRow\n      localId\n      remoteId\n      runId\n      attempt\n      requestId\n      durationMs\n      actor\n      changes {\n        field\n        label\n        from\n        to\n      }\n    }\n  }\n": typeof types.AuditEventDetailsDocument,
    "\n  query AuditNextPull {\n    integrationHealth {\n      sentence\n      nextPullAt\n      connection {\n        id\n      }\n    }\n  }\n": typeof types.AuditNextPullDocument,
    "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      viewer {\n        role\n        user {\n          id\n          name\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  query Clients($first: Int!, $after: String, $search: String) {\n    clients(first: $first, after: $after, search: $search) {\n      items { id name identifier city region country phone type status link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.ClientsDocument,
    "\n  fragment ClientAddress on Client {\n    addressLine1 addressLine2 city region postalCode country phone website type status identifier\n    taxRegion { id name categories { id name rate } } customFields { name value } createdAt updatedAt\n  }\n": typeof types.ClientAddressFragmentDoc,
    "\n  fragment ClientContacts on Client {\n    id\n    contacts(first: 200) { id firstName lastName title email phone isPrimary isActive }\n  }\n": typeof types.ClientContactsFragmentDoc,
    "\n  fragment ClientOpportunities on Client {\n    id\n    opportunities(first: 200) { id name amount expectedCloseDate stage { id name kind } }\n  }\n": typeof types.ClientOpportunitiesFragmentDoc,
    "\n  query Client($id: ID!) {\n    syncSettings { mode }\n    client(id: $id) {\n      id name\n      link { state url origin lastSyncedAt }\n      ...ClientAddress\n      ...ClientContacts\n      ...ClientOpportunities\n    }\n  }\n": typeof types.ClientDocument,
    "\n  query EditClient($id: ID!, $isNew: Boolean!) {\n    taxRegions { id name }\n    customFields(entity: \"client\") { id name type options }\n    client(id: $id) @skip(if: $isNew) { ...EditedClient }\n  }\n": typeof types.EditClientDocument,
    "\n  mutation CreateClient($input: ClientInput!) {\n    createClient(input: $input) { client { id } problems { code field message } }\n  }\n": typeof types.CreateClientDocument,
    "\n  mutation UpdateClient($id: ID!, $input: ClientInput!) {\n    updateClient(id: $id, input: $input) {\n      client { id ...EditedClient ...ClientAddress }\n      problems { code field message }\n    }\n  }\n": typeof types.UpdateClientDocument,
    "\n  fragment EditedClient on Client {\n    id\n    name\n    identifier\n    phone\n    website\n    type\n    status\n    taxRegion { id name }\n    addressLine1\n    addressLine2\n    postalCode\n    city\n    region\n    country\n    customFields { name value }\n    version\n  }\n": typeof types.EditedClientFragmentDoc,
    "\n  query Contacts($first: Int!, $after: String, $search: String, $clientId: ID) {\n    contacts(first: $first, after: $after, search: $search, clientId: $clientId) {\n      items { id firstName lastName title email phone isPrimary isActive client { id name } link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.ContactsDocument,
    "\n  query Contact($id: ID!) {\n    contact(id: $id) {\n      id firstName lastName email phone phoneExtension mobile title isPrimary isActive version createdAt updatedAt\n      client { id name }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n": typeof types.ContactDocument,
    "\n  query ContactClient($id: ID!) { client(id: $id) { id name } }\n": typeof types.ContactClientDocument,
    "\n  query EditContact($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    customFields(entity: \"contact\") { id name type options }\n    contact(id: $id) @skip(if: $isNew) { ...EditedContact }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n": typeof types.EditContactDocument,
    "\n  mutation CreateContact($input: ContactInput!) {\n    createContact(input: $input) { contact { id } problems { code field message } }\n  }\n": typeof types.CreateContactDocument,
    "\n  mutation UpdateContact($id: ID!, $input: ContactInput!) {\n    updateContact(id: $id, input: $input) {\n      contact { id updatedAt ...EditedContact }\n      problems { code field message }\n    }\n  }\n": typeof types.UpdateContactDocument,
    "\n  fragment EditedContact on Contact {\n    id\n    firstName\n    lastName\n    client { id name }\n    title\n    email\n    phone\n    phoneExtension\n    mobile\n    isPrimary\n    isActive\n    customFields { name value }\n    version\n  }\n": typeof types.EditedContactFragmentDoc,
    "\n  fragment CustomFieldRow on CustomField { id entity name type options version isRetired isManaged }\n": typeof types.CustomFieldRowFragmentDoc,
    "\n  query CustomFields {\n    client: customFields(entity: \"client\", includeRetired: true) { ...CustomFieldRow }\n    contact: customFields(entity: \"contact\", includeRetired: true) { ...CustomFieldRow }\n    opportunity: customFields(entity: \"opportunity\", includeRetired: true) { ...CustomFieldRow }\n    product: customFields(entity: \"product\", includeRetired: true) { ...CustomFieldRow }\n  }\n": typeof types.CustomFieldsDocument,
    "\n  mutation CreateCustomField($input: CustomFieldInput!) {\n    createCustomField(input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n": typeof types.CreateCustomFieldDocument,
    "\n  mutation UpdateCustomField($id: ID!, $input: CustomFieldInput!) {\n    updateCustomField(id: $id, input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n": typeof types.UpdateCustomFieldDocument,
    "\n  mutation RemoveCustomField($id: ID!) {\n    removeCustomField(id: $id) { removedId isRetired problems { code field message } }\n  }\n": typeof types.RemoveCustomFieldDocument,
    "\n  mutation RestoreCustomField($id: ID!) {\n    restoreCustomField(id: $id) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n": typeof types.RestoreCustomFieldDocument,
    "\n  mutation SetUp($input: SetUpInput!) {\n    setUp(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SetUpDocument,
    "\n  query ExcludedRecords($first: Int, $after: String, $entity: EntityType, $rule: String, $text: String) {\n    excludedRecords(first: $first, after: $after, entity: $entity, rule: $rule, text: $text) {\n      items {\n        id\n        entity\n        remoteId\n        remoteUrl\n        name\n        reason\n        localId\n        at\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": typeof types.ExcludedRecordsDocument,
    "\n  fragment SettingChangeFields on SettingChange {\n    field\n    label\n    from\n    to\n  }\n": typeof types.SettingChangeFieldsFragmentDoc,
    "\n  fragment RevisionFields on SettingsRevision {\n    id\n    kind\n    revision\n    at\n    actor\n    note\n    isCurrent\n    isRestorable\n    changes {\n      ...SettingChangeFields\n    }\n  }\n": typeof types.RevisionFieldsFragmentDoc,
    "\n  query SettingsHistory($first: Int!, $after: String) {\n    settingsRevisions(first: $first, after: $after) {\n      items {\n        id\n        ...RevisionFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.SettingsHistoryDocument,
    "\n  mutation RestoreSettings($revision: Int!) {\n    restoreSettings(revision: $revision) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RestoreSettingsDocument,
    "\n  query ExportSettings {\n    exportSettings\n  }\n": typeof types.ExportSettingsDocument,
    "\n  mutation ImportSettings($document: JSON!, $apply: Boolean!, $leaveOut: Boolean!, $choices: [ImportChoiceInput!]) {\n    importSettings(document: $document, apply: $apply, leaveOut: $leaveOut, choices: $choices) {\n      changes {\n        ...SettingChangeFields\n      }\n      matched {\n        kind\n        field\n        label\n        id\n        newId\n        suggestedId\n      }\n      unresolved {\n        kind\n        field\n        id\n        label\n        reason\n        isOmitted\n        suggestedId\n      }\n      options {\n        kind\n        word\n        options {\n          id\n          label\n        }\n      }\n      isApplied\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ImportSettingsDocument,
    "\n  fragment ConnectionFields on Connection {\n    id\n    siteUrl\n    host\n    loginCompany\n    hasPrivateKey\n    publicKeyHint\n    clientIdSource\n    keysSetAt\n    keysSetBy\n    state\n    stateCode\n    stateMessage\n    stateSince\n    verifiedAt\n    version\n    apiVersion\n    apiVersionWarning\n  }\n": typeof types.ConnectionFieldsFragmentDoc,
    "\n  query Callbacks {\n    callbacks {\n      state\n      sentence\n      lastEventAt\n      checkedAt\n      eventsLastHour\n      rejected\n      renewed\n      entries {\n        entity\n        remoteId\n      }\n    }\n  }\n": typeof types.CallbacksDocument,
    "\n  mutation CheckCallbacks {\n    checkCallbacks {\n      callbacks {\n        state\n        sentence\n        lastEventAt\n        checkedAt\n        eventsLastHour\n        rejected\n        renewed\n        entries {\n          entity\n          remoteId\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.CheckCallbacksDocument,
    "\n  query Integrations {\n    connection {\n      ...ConnectionFields\n    }\n    syncSettings {\n      mode\n      startedAt\n    }\n    integrationHealth {\n      lastPullAt\n      nextPullAt\n      openIssues\n    }\n  }\n": typeof types.IntegrationsDocument,
    "\n  query ConnectionForForm {\n    connection {\n      ...ConnectionFields\n    }\n  }\n": typeof types.ConnectionForFormDocument,
    "\n  mutation Connect($input: ConnectInput!) {\n    connect(input: $input) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ConnectDocument,
    "\n  mutation VerifyConnection {\n    verifyConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.VerifyConnectionDocument,
    "\n  mutation PauseConnection($reason: String!) {\n    pauseConnection(reason: $reason) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.PauseConnectionDocument,
    "\n  mutation ResumeConnection {\n    resumeConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ResumeConnectionDocument,
    "\n  query DisconnectPreview($removeLinks: Boolean!) {\n    disconnectPreview(removeLinks: $removeLinks) {\n      sentences\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.DisconnectPreviewDocument,
    "\n  mutation Disconnect($removeLinks: Boolean!) {\n    disconnect(removeLinks: $removeLinks) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.DisconnectDocument,
    "\n  fragment RemoteCustomFieldFields on RemoteCustomField {\n    remoteId\n    record\n    caption\n    type\n    crmType\n    options\n    isRequired\n    value\n    customFieldId\n    unknownOptions\n    choices {\n      id\n      name\n      type\n      misfit\n    }\n  }\n": typeof types.RemoteCustomFieldFieldsFragmentDoc,
    "\n  mutation DefineFieldForConnectWise($input: CustomFieldInput!) {\n    createCustomField(input: $input) {\n      customField {\n        id\n        name\n      }\n      problems {\n        field\n        message\n      }\n    }\n  }\n": typeof types.DefineFieldForConnectWiseDocument,
    "\n  query CustomFieldsPage {\n    syncSettings {\n      revision\n    }\n    remoteCustomFields {\n      ...RemoteCustomFieldFields\n    }\n  }\n": typeof types.CustomFieldsPageDocument,
    "\n  fragment ProductMapFields on SyncSettings {\n    revision\n    productMap {\n      standard\n      nameTo\n      identifierFrom\n      standardDefaults {\n        productTypeId\n        categoryId\n        subcategoryId\n        productClass\n      }\n      types {\n        value\n        remoteId\n      }\n      categories {\n        category\n        subcategory\n        remoteId\n      }\n      classes {\n        value\n        remoteId\n      }\n      identifiers {\n        value\n        remoteId\n      }\n      lineItems {\n        other\n        discount\n        shipping\n      }\n    }\n  }\n": typeof types.ProductMapFieldsFragmentDoc,
    "\n  fragment MappingRowFields on ProductMappingRow {\n    value\n    category\n    subcategory\n    isBundle\n    count\n    label\n    rule\n    reason\n  }\n": typeof types.MappingRowFieldsFragmentDoc,
    "\n  query ProductMapPage {\n    syncSettings {\n      ...ProductMapFields\n    }\n    productMapping {\n      nameClashes\n      types {\n        ...MappingRowFields\n      }\n      categories {\n        ...MappingRowFields\n      }\n      classes {\n        ...MappingRowFields\n      }\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n    subcategories: referenceItems(kind: \"subcategory\") {\n      ...OptionFields\n      flags\n    }\n  }\n": typeof types.ProductMapPageDocument,
    "\n  query ProductIdCounts($source: ProductIdSource!) {\n    productIdCounts(source: $source) {\n      products\n      lacking\n      tooLong\n      shared\n      sharedValues\n    }\n  }\n": typeof types.ProductIdCountsDocument,
    "\n  query ProductsWithoutOwnId($source: ProductIdSource!, $standing: ProductIdStanding!, $first: Int, $after: String) {\n    productsWithoutOwnId(source: $source, standing: $standing, first: $first, after: $after) {\n      items {\n        id: productId\n        name\n        value\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.ProductsWithoutOwnIdDocument,
    "\n  fragment StageMapFields on SyncSettings {\n    stageMap {\n      stage {\n        id\n        name\n        kind\n        position\n      }\n      remoteStageId\n      remoteStatusId\n    }\n    opportunityMapping {\n      statusSource\n      wonStatusId\n      lostStatusId\n      closedStatusWins\n    }\n    closedStatuses {\n      statusId\n      outcome\n    }\n    mappingFallback {\n      remoteStageId\n      remoteStatusId\n      stageId\n    }\n    startedAt\n  }\n": typeof types.StageMapFieldsFragmentDoc,
    "\n  fragment MappingOptionFields on ReferenceItem {\n    remoteId\n    label\n    isActive\n    flags\n  }\n": typeof types.MappingOptionFieldsFragmentDoc,
    "\n  query StageMapPage {\n    syncSettings {\n      ...StageMapFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...MappingOptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...MappingOptionFields\n    }\n  }\n": typeof types.StageMapPageDocument,
    "\n  fragment MappedRegionFields on MappedTaxRegion {\n    id\n    name\n    taxableRate\n    taxCodeId\n    by\n    codeLabel\n    codeRate\n    isCodeActive\n    notes\n    importedAt\n  }\n": typeof types.MappedRegionFieldsFragmentDoc,
    "\n  query TaxMapPage {\n    syncSettings {\n      revision\n      startedAt\n    }\n    taxMapping {\n      importedAt\n      regions {\n        ...MappedRegionFields\n      }\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n  }\n": typeof types.TaxMapPageDocument,
    "\n  fragment TaxImportFields on TaxImportItem {\n    taxCodeId\n    identifier\n    label\n    state\n    regionName\n    rate\n    rateBefore\n    notes\n  }\n": typeof types.TaxImportFieldsFragmentDoc,
    "\n  mutation ImportTaxCodes($apply: Boolean!, $decisions: [TaxClashInput!]) {\n    importTaxCodes(apply: $apply, decisions: $decisions) {\n      applied\n      items {\n        ...TaxImportFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ImportTaxCodesDocument,
    "\n  fragment MatchRunFields on MatchRun {\n    id\n    state\n    startedAt\n    startedBy\n    finishedAt\n    error\n    entities {\n      entity\n      expected\n      read\n      compared\n      pairs\n      isRead\n      isCompared\n    }\n  }\n": typeof types.MatchRunFieldsFragmentDoc,
    "\n  fragment MatchSummaryFields on MatchSummary {\n    threshold\n    savedThreshold\n    waiting\n    changedSince\n    linkRefusal\n    run {\n      ...MatchRunFields\n    }\n    entities {\n      entity\n      exact\n      probable\n      ambiguous\n      later\n      linked\n      rejected\n      create\n      onlyLocal\n      onlyRemote\n      excludedLocal\n      excludedRemote\n    }\n  }\n": typeof types.MatchSummaryFieldsFragmentDoc,
    "\n  query MatchSummary($threshold: Int) {\n    matchSummary(threshold: $threshold) {\n      ...MatchSummaryFields\n    }\n  }\n": typeof types.MatchSummaryDocument,
    "\n  fragment MatchPairFields on MatchPair {\n    id\n    entity\n    remoteId\n    remoteName\n    remoteUrl\n    localId\n    localName\n    score\n    rival\n    veto\n    state\n    decidedBy\n    decidedAt\n    breakdown {\n      attribute\n      outcome\n      points\n      local\n      remote\n    }\n  }\n": typeof types.MatchPairFieldsFragmentDoc,
    "\n  query MatchPairs(\n    $entity: EntityType!\n    $bucket: MatchBucket\n    $threshold: Int\n    $search: String\n    $remoteId: String\n    $first: Int!\n    $after: String\n  ) {\n    matchPairs(\n      entity: $entity\n      bucket: $bucket\n      threshold: $threshold\n      search: $search\n      remoteId: $remoteId\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...MatchPairFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": typeof types.MatchPairsDocument,
    "\n  query UnmatchedRecords(\n    $entity: EntityType!\n    $list: UnmatchedList!\n    $threshold: Int\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    unmatchedRecords(\n      entity: $entity\n      list: $list\n      threshold: $threshold\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        id\n        entity\n        name\n        detail\n        parentName\n        localId\n        remoteId\n        remoteUrl\n        reason\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": typeof types.UnmatchedRecordsDocument,
    "\n  query MatchDecisions {\n    matchDecisions\n  }\n": typeof types.MatchDecisionsDocument,
    "\n  mutation StartMatching {\n    startMatching {\n      run {\n        ...MatchRunFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.StartMatchingDocument,
    "\n  mutation DecideMatches($ids: [ID!]!, $decision: ReviewDecision!) {\n    decideMatches(ids: $ids, decision: $decision) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.DecideMatchesDocument,
    "\n  mutation AcceptMatches($threshold: Int!) {\n    acceptMatchesAbove(threshold: $threshold) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.AcceptMatchesDocument,
    "\n  mutation ImportMatchDecisions($csv: String!) {\n    importMatchDecisions(csv: $csv) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ImportMatchDecisionsDocument,
    "\n  fragment PermissionFields on PermissionReport {\n    checkedAt\n    checkedBy\n    denied\n    lines {\n      id\n      module\n      action\n      level\n      table\n      what\n      isNeeded\n      state\n      reason\n      fix\n    }\n  }\n": typeof types.PermissionFieldsFragmentDoc,
    "\n  query Permissions {\n    permissionReport {\n      ...PermissionFields\n    }\n  }\n": typeof types.PermissionsDocument,
    "\n  mutation CheckPermissions {\n    checkPermissions {\n      report {\n        ...PermissionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.CheckPermissionsDocument,
    "\n  fragment PreviewSummary on SyncPreview {\n    id\n    state\n    settingsRevision\n    startedAt\n    finishedAt\n    requestedBy\n    cancelledBy\n    error\n    changedSince\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n": typeof types.PreviewSummaryFragmentDoc,
    "\n  query LatestPreview {\n    latestPreview {\n      ...PreviewSummary\n    }\n  }\n": typeof types.LatestPreviewDocument,
    "\n  subscription LatestPreviewChanged {\n    latestPreviewChanged {\n      ...PreviewSummary\n    }\n  }\n": typeof types.LatestPreviewChangedDocument,
    "\n  mutation StartPreview {\n    startPreview {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.StartPreviewDocument,
    "\n  mutation CancelPreview($id: ID!) {\n    cancelPreview(id: $id) {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.CancelPreviewDocument,
    "\n  fragment PreviewRecordRow on PreviewRecord {\n    id\n    entity\n    operation\n    name\n    remoteId\n    remoteUrl\n    localId\n    code\n    reason\n    changes {\n      field\n      label\n      from\n      to\n    }\n  }\n": typeof types.PreviewRecordRowFragmentDoc,
    "\n  query PreviewRecords(\n    $previewId: ID!\n    $entity: EntityType\n    $operation: PreviewOperation\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    previewRecords(\n      previewId: $previewId\n      entity: $entity\n      operation: $operation\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...PreviewRecordRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.PreviewRecordsDocument,
    "\n  query FieldDirections {\n    syncSettings {\n      revision\n      fieldDirections {\n        field\n        direction\n        owner\n        asks\n      }\n    }\n    syncedFields {\n      record\n      field\n      label\n      in\n      out\n      reason\n    }\n  }\n": typeof types.FieldDirectionsDocument,
    "\n  fragment ScopeFields on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    options {\n      pushLost\n      documentLinks {\n        isOn\n        expireAfterDays\n      }\n      owners {\n        company\n        contact\n        product\n        opportunity\n      }\n    }\n    filters {\n      id\n      entity\n      direction\n      field\n      operator\n      values\n    }\n    defaults {\n      ...ScopeDefaults\n    }\n    chosenDefaults {\n      ...ScopeDefaults\n    }\n  }\n": typeof types.ScopeFieldsFragmentDoc,
    "\n  fragment ScopeDefaults on SyncDefaults {\n    locationId\n    departmentId\n    ratingId\n    stageId\n    statusId\n    opportunityTypeId\n    salesRepId\n    taxCodeId\n    closeDateOffsetDays\n    localStageId\n    contactName\n  }\n": typeof types.ScopeDefaultsFragmentDoc,
    "\n  query ScopePage {\n    syncSettings {\n      ...ScopeFields\n    }\n    integrationHealth {\n      nextPullAt\n    }\n    pipelineStages {\n      id\n      name\n      kind\n    }\n    locations: referenceItems(kind: \"location\") {\n      remoteId\n      flags\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    ratings: referenceItems(kind: \"rating\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n    opportunityTypes: referenceItems(kind: \"opportunity_type\") {\n      ...OptionFields\n    }\n    members: referenceItems(kind: \"member\") {\n      ...OptionFields\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n    companyTypes: referenceItems(kind: \"company_type\") {\n      ...OptionFields\n    }\n    companyStatuses: referenceItems(kind: \"company_status\") {\n      ...OptionFields\n    }\n    contactTypes: referenceItems(kind: \"contact_type\") {\n      ...OptionFields\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n  }\n": typeof types.ScopePageDocument,
    "\n  mutation RevokeAllDocumentLinks {\n    revokeAllDocumentLinks {\n      revoked\n      problems {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RevokeAllDocumentLinksDocument,
    "\n  query ModePreview($mode: SyncMode) {\n    modePreview(mode: $mode) {\n      preview {\n        mode\n        sentences\n        unpushedEdits\n        newHere\n        skippedByMode\n        heldPushes\n        incoming\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ModePreviewDocument,
    "\n  mutation CatchUp($input: CatchUpInput!) {\n    catchUp(input: $input) {\n      edits\n      newRecords\n      changes\n      problems {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CatchUpDocument,
    "\n  query FilterTest($entity: EntityType!, $direction: Direction!, $rules: [FilterRuleInput!]!) {\n    testFilter(entity: $entity, direction: $direction, rules: $rules) {\n      test {\n        matching\n        excluded\n        lookedAt\n        total\n        isCapped\n        passing {\n          id\n          name\n        }\n        excludedSamples {\n          id\n          name\n          reason\n        }\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n": typeof types.FilterTestDocument,
    "\n  query BundlePreview {\n    bundlePreview {\n      preview {\n        productId\n        name\n        quantity\n        price\n        modes {\n          mode\n          total\n          note\n          lines {\n            description\n            quantity\n            total\n            isComponent\n          }\n        }\n      }\n    }\n  }\n": typeof types.BundlePreviewDocument,
    "\n  query CompanyStandings {\n    companyStandings {\n      statusId\n      label\n      count\n    }\n  }\n": typeof types.CompanyStandingsDocument,
    "\n  query SetupSteps {\n    connection {\n      id\n      state\n    }\n    syncSettings {\n      revision\n      startedAt\n    }\n    setupSteps {\n      step\n      state\n      note\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SetupStepsDocument,
    "\n  fragment OptionFields on ReferenceItem {\n    kind\n    remoteId\n    label\n    isActive\n  }\n": typeof types.OptionFieldsFragmentDoc,
    "\n  mutation SaveSyncSettings($input: SyncSettingsInput!) {\n    saveSyncSettings(input: $input) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SaveSyncSettingsDocument,
    "\n  mutation RefreshReferenceData {\n    refreshReferenceData {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RefreshReferenceDataDocument,
    "\n  query ReferenceLists {\n    referenceLists {\n      kind\n      readAt\n    }\n  }\n": typeof types.ReferenceListsDocument,
    "\n  fragment StartHealth on IntegrationHealth {\n    troubles {\n      code\n      tone\n      sentence\n      remedy\n    }\n    openIssues\n    nextPullAt\n    connection {\n      id\n      state\n      stateMessage\n      stateSince\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      ...RunSummary\n    }\n  }\n": typeof types.StartHealthFragmentDoc,
    "\n  fragment StartSettings on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    defaults {\n      locationId\n      departmentId\n      stageId\n      statusId\n    }\n    stageMap {\n      stage {\n        id\n        name\n        kind\n      }\n      effective\n    }\n  }\n": typeof types.StartSettingsFragmentDoc,
    "\n  query StartPage {\n    syncSettings {\n      ...StartSettings\n    }\n    setupSteps {\n      step\n      problems {\n        code\n        field\n        message\n      }\n    }\n    integrationHealth {\n      ...StartHealth\n    }\n    locations: referenceItems(kind: \"location\") {\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n  }\n": typeof types.StartPageDocument,
    "\n  subscription StartHealthChanged {\n    integrationHealthChanged {\n      ...StartHealth\n    }\n  }\n": typeof types.StartHealthChangedDocument,
    "\n  mutation StartSync($previewId: ID, $onlyNew: Boolean) {\n    startSync(previewId: $previewId, onlyNew: $onlyNew) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n        step\n      }\n    }\n  }\n": typeof types.StartSyncDocument,
    "\n  mutation CancelRun($id: ID!) {\n    cancelRun(id: $id) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.CancelRunDocument,
    "\n  fragment IssueFields on SyncIssue {\n    id\n    entity\n    direction\n    code\n    message\n    advice\n    recordName\n    localId\n    remoteId\n    remoteUrl\n    state\n    attempts\n    firstSeenAt\n    lastSeenAt\n    nextRetryAt\n    fixStep\n    candidates {\n      id\n      name\n      detail\n    }\n    difference {\n      quoteId\n      quote {\n        oneTime\n        recurring\n      }\n      connectWise {\n        oneTime\n        recurring\n      }\n      lines {\n        name\n        quote {\n          oneTime\n          recurring\n        }\n        connectWise {\n          oneTime\n          recurring\n        }\n        remarks\n        differs\n      }\n    }\n  }\n": typeof types.IssueFieldsFragmentDoc,
    "\n  query Issues($first: Int!, $after: String, $state: IssueState, $entity: EntityType, $code: String) {\n    issues(first: $first, after: $after, state: $state, entity: $entity, code: $code) {\n      items {\n        ...IssueFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": typeof types.IssuesDocument,
    "\n  subscription OpenIssuesChanged {\n    integrationHealthChanged {\n      openIssues\n      pendingPushes\n      sentence\n      troubles {\n        code\n      }\n    }\n  }\n": typeof types.OpenIssuesChangedDocument,
    "\n  mutation RetryIssues($ids: [ID!]!) {\n    retryIssues(ids: $ids) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RetryIssuesDocument,
    "\n  mutation DismissIssue($id: ID!, $reason: String!) {\n    dismissIssue(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.DismissIssueDocument,
    "\n  mutation AcceptDifference($id: ID!, $reason: String!) {\n    acceptDifference(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.AcceptDifferenceDocument,
    "\n  mutation ResolveMatch($id: ID!, $input: ResolveMatchInput!) {\n    resolveMatch(id: $id, input: $input) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ResolveMatchDocument,
    "\n  fragment EditedOpportunity on Opportunity {\n    id\n    name\n    client { id name }\n    contact { id firstName lastName }\n    stage { id name kind }\n    expectedCloseDate\n    owner { id name }\n    notes\n    customFields { name value }\n    version\n  }\n": typeof types.EditedOpportunityFragmentDoc,
    "\n  query Opportunities($first: Int!, $after: String, $search: String, $stageId: ID, $kind: StageKind, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, kind: $kind, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate updatedAt\n        client { id name }\n        stage { id name kind }\n        owner { id name }\n        push { state step error }\n        link { state }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.OpportunitiesDocument,
    "\n  query PipelineStages { pipelineStages { id name position kind } }\n": typeof types.PipelineStagesDocument,
    "\n  query BoardColumn($stageId: ID!, $first: Int!, $after: String, $search: String, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate version\n        client { id name }\n        stage { id }\n        owner { id name }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.BoardColumnDocument,
    "\n  fragment OpportunityHeader on Opportunity {\n    id name amount monthly wonAt lostAt\n    recurring { cycle subtotal discount }\n    stage { id name kind }\n    client { id name link { state url } }\n    link { state url lastSyncedAt }\n    documents(first: 200) { id kind title number state total createdAt }\n  }\n": typeof types.OpportunityHeaderFragmentDoc,
    "\n  fragment OpportunityPush on Opportunity {\n    id\n    stage {\n      kind\n    }\n    link { url }\n    push { state step attempts nextAttemptAt errorCode error updatedAt }\n  }\n": typeof types.OpportunityPushFragmentDoc,
    "\n  fragment OpportunityDocuments on Opportunity {\n    id\n    stage { id kind }\n    documents(first: 200) { id kind title number state total fileName contentType sizeBytes url createdAt updatedAt link { expiresAt revokedAt opened openedAt } }\n  }\n": typeof types.OpportunityDocumentsFragmentDoc,
    "\n  mutation RevokeDocumentLink($documentId: ID!) {\n    revokeDocumentLink(documentId: $documentId) { revoked problems { code message } }\n  }\n": typeof types.RevokeDocumentLinkDocument,
    "\n  fragment OpportunityDetails on Opportunity {\n    id expectedCloseDate notes createdAt updatedAt wonAt lostAt\n    client { id name }\n    contact { id firstName lastName email phone }\n    owner { id name email }\n    customFields { name value }\n  }\n": typeof types.OpportunityDetailsFragmentDoc,
    "\n  query Opportunity($id: ID!) {\n    pipelineStages { id name position kind }\n    opportunity(id: $id) {\n      id name\n      push { state }\n      ...OpportunityHeader\n      ...OpportunityPush\n      ...OpportunityDocuments\n      ...OpportunityDetails\n    }\n  }\n": typeof types.OpportunityDocument,
    "\n  query EditOpportunity($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    viewer { user { id } }\n    users { id name }\n    pipelineStages { id name position kind }\n    customFields(entity: \"opportunity\") { id name type options }\n    opportunity(id: $id) @skip(if: $isNew) { ...EditedOpportunity }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n": typeof types.EditOpportunityDocument,
    "\n  query OpportunityClient($id: ID!) { client(id: $id) { id name } }\n": typeof types.OpportunityClientDocument,
    "\n  query OpportunityContactChoices($clientId: ID!) {\n    contacts(first: 200, clientId: $clientId) { items { id firstName lastName title isActive } }\n  }\n": typeof types.OpportunityContactChoicesDocument,
    "\n  mutation CreateOpportunity($input: OpportunityInput!) {\n    createOpportunity(input: $input) { opportunity { id } problems { code field message } }\n  }\n": typeof types.CreateOpportunityDocument,
    "\n  mutation UpdateOpportunity($id: ID!, $input: OpportunityInput!) {\n    updateOpportunity(id: $id, input: $input) {\n      opportunity { id ...EditedOpportunity ...OpportunityDetails }\n      problems { code field message }\n    }\n  }\n": typeof types.UpdateOpportunityDocument,
    "\n  mutation MarkOpportunityWon($id: ID!, $quoteId: ID) {\n    markOpportunityWon(id: $id, quoteId: $quoteId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n": typeof types.MarkOpportunityWonDocument,
    "\n  mutation MarkOpportunityLost($id: ID!) {\n    markOpportunityLost(id: $id) { opportunity { id ...OpportunityHeader ...OpportunityPush } problems { code field message } }\n  }\n": typeof types.MarkOpportunityLostDocument,
    "\n  mutation ReopenOpportunity($id: ID!, $stageId: ID) {\n    reopenOpportunity(id: $id, stageId: $stageId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n": typeof types.ReopenOpportunityDocument,
    "\n  mutation RetryPush($opportunityId: ID!) {\n    retryPush(opportunityId: $opportunityId) { opportunity { id ...OpportunityPush } problems { code field message } }\n  }\n": typeof types.RetryPushDocument,
    "\n  mutation DeleteOpportunityDocument($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n": typeof types.DeleteOpportunityDocumentDocument,
    "\n  query Outbox {\n    outbox {\n      sendsMail\n      mails {\n        id\n        at\n        to\n        subject\n        state\n        error\n        text\n      }\n    }\n  }\n": typeof types.OutboxDocument,
    "\n  fragment HealthFields on IntegrationHealth {\n    tone\n    sentence\n    remedy\n    troubles {\n      code\n      tone\n      sentence\n      since\n    }\n    lastPullAt\n    nextPullAt\n    openIssues\n    pendingPushes\n    oldestPushAt\n    connection {\n      id\n      host\n      state\n      stateCode\n      stateMessage\n      stateSince\n    }\n    entities {\n      entity\n      linked\n      pending\n      failing\n      broken\n      excluded\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      id\n      kind\n      state\n      finishedAt\n    }\n  }\n": typeof types.HealthFieldsFragmentDoc,
    "\n  query Overview {\n    integrationHealth {\n      ...HealthFields\n    }\n    syncSettings {\n      startedAt\n    }\n  }\n": typeof types.OverviewDocument,
    "\n  subscription HealthChanged {\n    integrationHealthChanged {\n      ...HealthFields\n    }\n  }\n": typeof types.HealthChangedDocument,
    "\n  mutation SyncNow($entity: EntityType) {\n    syncNow(entity: $entity) {\n      run {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SyncNowDocument,
    "\n  mutation ResumeFromOverview {\n    resumeConnection {\n      connection {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ResumeFromOverviewDocument,
    "\n  fragment ActivityRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    description\n  }\n": typeof types.ActivityRowFragmentDoc,
    "\n  query RecentActivity {\n    auditEvents(first: 8) {\n      items {\n        ...ActivityRow\n      }\n      liveCursor\n    }\n  }\n": typeof types.RecentActivityDocument,
    "\n  subscription ActivityAdded($after: String) {\n    auditEventAdded(after: $after) {\n      ...ActivityRow\n    }\n  }\n": typeof types.ActivityAddedDocument,
    "\n  fragment ReconcileFields on Reconcile {\n    id\n    kind\n    state\n    heals\n    startedAt\n    finishedAt\n    error\n    entities {\n      entity\n      there\n      here\n      onlyHere\n      linked\n      excluded\n      skipped\n      differing\n      pending\n      failing\n      gone\n      removals\n      healed\n      unexplained\n      finishedAt\n    }\n  }\n": typeof types.ReconcileFieldsFragmentDoc,
    "\n  query LastReconcile {\n    syncSettings {\n      options {\n        reconcile {\n          differences\n          hour\n        }\n      }\n    }\n    reconciles(first: 1) {\n      items {\n        ...ReconcileFields\n      }\n    }\n  }\n": typeof types.LastReconcileDocument,
    "\n  query ReconcileFindings($id: ID!) {\n    reconcileFindings(id: $id, first: 50) {\n      items {\n        id\n        entity\n        kind\n        remoteId\n        localId\n        name\n        detail\n        isHealed\n        fields {\n          field\n          here\n          there\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": typeof types.ReconcileFindingsDocument,
    "\n  mutation ReconcileNow {\n    reconcileNow {\n      reconcile {\n        ...ReconcileFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ReconcileNowDocument,
    "\n  mutation TreatDifferences($differences: DifferenceTreatment!) {\n    saveSyncSettings(input: { options: { reconcile: { differences: $differences } } }) {\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.TreatDifferencesDocument,
    "\n  fragment PersonFields on Person {\n    id\n    email\n    name\n    role\n    isActive\n    lastSignInAt\n  }\n": typeof types.PersonFieldsFragmentDoc,
    "\n  query People {\n    people {\n      ...PersonFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n    securityEvents {\n      id\n      at\n      kind\n      actor\n      address\n      description\n    }\n  }\n": typeof types.PeopleDocument,
    "\n  mutation InvitePerson($input: InviteInput!) {\n    invitePerson(input: $input) {\n      link\n      isMailed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.InvitePersonDocument,
    "\n  mutation WithdrawInvitation($id: ID!) {\n    withdrawInvitation(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.WithdrawInvitationDocument,
    "\n  mutation ChangePersonRole($id: ID!, $role: Role!) {\n    changePersonRole(id: $id, role: $role) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ChangePersonRoleDocument,
    "\n  mutation DeactivatePerson($id: ID!) {\n    deactivatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.DeactivatePersonDocument,
    "\n  mutation ActivatePerson($id: ID!) {\n    activatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ActivatePersonDocument,
    "\n  mutation RemovePerson($id: ID!) {\n    removePerson(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RemovePersonDocument,
    "\n  query OpenInvitation($token: String!) {\n    openInvitation(token: $token) {\n      workspaceName\n      email\n      role\n    }\n  }\n": typeof types.OpenInvitationDocument,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  fragment EditedProduct on Product {\n    id\n    kind\n    name\n    sku\n    unit\n    price\n    cost\n    isTaxable\n    isActive\n    billing\n    billingCycle\n    billingCycleId\n    recurringPrice\n    recurringCost\n    billingCycles\n    category\n    subcategory\n    type\n    productClass\n    description\n    bundleLines { id position quantity product { id name sku price cost isActive } }\n    customFields { name value }\n    version\n  }\n": typeof types.EditedProductFragmentDoc,
    "\n  query Products($first: Int!, $after: String, $search: String, $kind: ProductKind, $includeInactive: Boolean) {\n    products(first: $first, after: $after, search: $search, kind: $kind, includeInactive: $includeInactive) {\n      items { id name sku kind category price cost billing billingCycle recurringPrice isActive isTaxable link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.ProductsDocument,
    "\n  query Product($id: ID!) {\n    product(id: $id) {\n      id name sku description kind productClass type category subcategory price cost isTaxable isActive unit billing billingCycle billingCycleId billingCycles recurringPrice recurringCost version createdAt updatedAt\n      bundleLines { id position quantity product { id name sku price cost isActive } }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n": typeof types.ProductDocument,
    "\n  query EditProduct($id: ID!, $isNew: Boolean!) {\n    customFields(entity: \"product\") { id name type options }\n    product(id: $id) @skip(if: $isNew) { ...EditedProduct }\n  }\n": typeof types.EditProductDocument,
    "\n  query BundleProductChoices($search: String) {\n    products(first: 20, search: $search, kind: PRODUCT) { items { id name sku price cost } totalCount }\n  }\n": typeof types.BundleProductChoicesDocument,
    "\n  mutation CreateProduct($input: ProductInput!) {\n    createProduct(input: $input) { product { id } problems { code field message } }\n  }\n": typeof types.CreateProductDocument,
    "\n  mutation UpdateProduct($id: ID!, $input: ProductInput!) {\n    updateProduct(id: $id, input: $input) {\n      product { id updatedAt ...EditedProduct }\n      problems { code field message }\n    }\n  }\n": typeof types.UpdateProductDocument,
    "\n  query MySessions {\n    mySessions {\n      id\n      createdAt\n      expiresAt\n      address\n      userAgent\n      isCurrent\n    }\n  }\n": typeof types.MySessionsDocument,
    "\n  mutation RenameMyself($name: String!) {\n    renameMyself(name: $name) {\n      person {\n        id\n        name\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.RenameMyselfDocument,
    "\n  mutation ChangeMyPassword($currentPassword: String!, $newPassword: String!) {\n    changeMyPassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      endedSessions\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.ChangeMyPasswordDocument,
    "\n  mutation EndMyOtherSessions {\n    endMyOtherSessions\n  }\n": typeof types.EndMyOtherSessionsDocument,
    "\n  query Quotes($first: Int!, $after: String, $search: String, $state: DocumentState) {\n    documents(first: $first, after: $after, search: $search, state: $state) {\n      items { id kind title number state total url updatedAt opportunity { id name client { id name } } }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.QuotesDocument,
    "\n  query Quote($id: ID!) {\n    taxRegions { id name categories { id name rate } }\n    document(id: $id) {\n      id kind title number state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } fileName url version updatedAt\n      taxRegion { id }\n      opportunity { id name stage { id kind } client { id name } }\n      lines {\n        id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n        product { id name sku isTaxable }\n        taxCategory { id name rate }\n      }\n    }\n  }\n": typeof types.QuoteDocument,
    "\n  query NewQuote($opportunityId: ID!) {\n    taxRegions { id name categories { id name rate } }\n    opportunity(id: $opportunityId) { id name stage { id kind } client { id name taxRegion { id } } }\n  }\n": typeof types.NewQuoteDocument,
    "\n  query QuoteProductChoices($search: String) {\n    products(first: 20, search: $search) { items { id name sku description kind price cost isTaxable billing billingCycle billingCycleId billingCycles recurringPrice recurringCost } totalCount }\n  }\n": typeof types.QuoteProductChoicesDocument,
    "\n  mutation CreateQuote($opportunityId: ID!, $input: QuoteInput!) {\n    createQuote(opportunityId: $opportunityId, input: $input) { document { id } problems { code field message } }\n  }\n": typeof types.CreateQuoteDocument,
    "\n  mutation UpdateQuote($id: ID!, $input: QuoteInput!) {\n    updateQuote(id: $id, input: $input) {\n      document {\n        id title state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } version updatedAt\n        taxRegion { id }\n        lines {\n          id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n          product { id name sku isTaxable }\n          taxCategory { id name rate }\n        }\n      }\n      problems { code field message }\n    }\n  }\n": typeof types.UpdateQuoteDocument,
    "\n  mutation SetQuoteState($id: ID!, $state: DocumentState!) {\n    setDocumentState(id: $id, state: $state) { document { id state version updatedAt } problems { code field message } }\n  }\n": typeof types.SetQuoteStateDocument,
    "\n  mutation DeleteQuote($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n": typeof types.DeleteQuoteDocument,
    "\n  query SyncRuns($first: Int!, $after: String) {\n    syncRuns(first: $first, after: $after) {\n      items {\n        ...RunSummary\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.SyncRunsDocument,
    "\n  query SyncRunDetails($id: ID!) {\n    syncRun(id: $id) {\n      ...RunSummary\n    }\n  }\n": typeof types.SyncRunDetailsDocument,
    "\n  query SyncUndo($runId: ID!) {\n    syncUndo(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.SyncUndoDocument,
    "\n  mutation UndoFirstSync($runId: ID!) {\n    undoFirstSync(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.UndoFirstSyncDocument,
    "\n  query SecurityLog($kinds: [String!], $text: String, $before: ID) {\n    securityEvents(kinds: $kinds, text: $text, before: $before) {\n      id\n      at\n      kind\n      actor\n      subject\n      address\n      description\n    }\n  }\n": typeof types.SecurityLogDocument,
    "\n  mutation NoteSecurityLogExport {\n    noteSecurityLogExport\n  }\n": typeof types.NoteSecurityLogExportDocument,
    "\n  query TaxRegions {\n    taxRegions { id name version categories { id name rate } }\n  }\n": typeof types.TaxRegionsDocument,
    "\n  mutation CreateTaxRegion($input: TaxRegionInput!) {\n    createTaxRegion(input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n": typeof types.CreateTaxRegionDocument,
    "\n  mutation UpdateTaxRegion($id: ID!, $input: TaxRegionInput!) {\n    updateTaxRegion(id: $id, input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n": typeof types.UpdateTaxRegionDocument,
};
const documents: Documents = {
    "\n  query Viewer {\n    viewer {\n      role\n      canEdit\n      canRetry\n      canAdminister\n      user {\n        id\n        name\n        email\n      }\n      workspace {\n        id\n        name\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  mutation SignOut {\n    signOut\n  }\n": types.SignOutDocument,
    "\n  query AlertCount {\n    alerts {\n      open\n    }\n  }\n": types.AlertCountDocument,
    "\n  query ClientChoices($search: String) {\n    clients(first: 20, search: $search) { items { id name city } totalCount }\n  }\n": types.ClientChoicesDocument,
    "\n  fragment DriftTaskFields on DriftTask {\n    key\n    code\n    section\n    step\n    message\n    advice\n    holdsBack\n    canAccept\n    affectedOpportunities\n    detectedAt\n  }\n": types.DriftTaskFieldsFragmentDoc,
    "\n  query DriftTasks {\n    driftTasks {\n      step\n      ...DriftTaskFields\n    }\n  }\n": types.DriftTasksDocument,
    "\n  mutation AcceptDrift($key: ID!) {\n    acceptDriftTask(key: $key) {\n      tasks {\n        key\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.AcceptDriftDocument,
    "\n  query SyncedFields { syncedFields { record field label in out reason remoteName remoteOptions } }\n": types.SyncedFieldsDocument,
    "\n  fragment RecordEvent on AuditEvent {\n    id cursor at direction entity operation status name description code runId remoteUrl localPath attempt actor\n    changes { field label from to }\n  }\n": types.RecordEventFragmentDoc,
    "\n  query RecordHistory($filter: AuditFilter!, $first: Int!, $after: String) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items { id cursor ...RecordEvent }\n      pageInfo { endCursor hasNextPage }\n      liveCursor\n    }\n  }\n": types.RecordHistoryDocument,
    "\n  subscription RecordEventAdded($filter: AuditFilter!, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) { id cursor ...RecordEvent }\n  }\n": types.RecordEventAddedDocument,
    "\n  fragment ConflictFields on SyncConflict {\n    id\n    entity\n    localId\n    remoteId\n    name\n    field\n    label\n    crmValue\n    connectwiseValue\n    baseValue\n    crmBy\n    crmAt\n    connectwiseBy\n    connectwiseAt\n    foundBy\n    winner\n    why\n    state\n    decidedBy\n    decidedAt\n    at\n  }\n": types.ConflictFieldsFragmentDoc,
    "\n  query Conflicts($first: Int!, $after: String, $filter: SyncConflictFilter) {\n    conflicts(first: $first, after: $after, filter: $filter) {\n      items { ...ConflictFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.ConflictsDocument,
    "\n  mutation SettleConflict($id: ID!, $winner: Owner!) {\n    settleConflict(id: $id, winner: $winner) {\n      conflict { ...ConflictFields }\n      note\n      problems { code field message }\n    }\n  }\n": types.SettleConflictDocument,
    "\n  fragment LinkFields on EntityLink {\n    id\n    entity\n    state\n    origin\n    localId\n    localName\n    localPath\n    remoteId\n    remoteName\n    remoteUrl\n    lastSyncedAt\n    lastPulledAt\n    lastPushedAt\n    createdAt\n    brokenAt\n    differing\n    hasNewsThere\n    hold { by reason at }\n  }\n": types.LinkFieldsFragmentDoc,
    "\n  query EntityLinks($first: Int!, $after: String, $filter: EntityLinkFilter) {\n    entityLinks(first: $first, after: $after, filter: $filter) {\n      items { ...LinkFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.EntityLinksDocument,
    "\n  query LinkCounts {\n    entityLinkCounts { entity state count }\n  }\n": types.LinkCountsDocument,
    "\n  query EntityLink($id: ID!) {\n    entityLink(id: $id) { ...LinkFields }\n  }\n": types.EntityLinkDocument,
    "\n  query RecordStanding($entity: EntityType!, $localId: ID!) {\n    recordStanding(entity: $entity, localId: $localId) {\n      link { ...LinkFields }\n      neverSynced { by reason at }\n    }\n  }\n": types.RecordStandingDocument,
    "\n  query LinkComparison($linkId: ID!) {\n    linkComparison(linkId: $linkId) {\n      isGoneThere\n      remoteName\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n": types.LinkComparisonDocument,
    "\n  query LinkActions($first: Int!, $entity: EntityType, $localId: ID) {\n    linkActions(first: $first, entity: $entity, localId: $localId) {\n      items { id kind entity localId remoteId name reason by at description undoneAt undoneBy }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": types.LinkActionsDocument,
    "\n  query LinkActionPreview($input: LinkActionInput!) {\n    linkActionPreview(input: $input) {\n      effects\n      warnings\n      remoteName\n      taken { localId name canMerge }\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n": types.LinkActionPreviewDocument,
    "\n  mutation ChangeLink($input: LinkActionInput!) {\n    changeLink(input: $input) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n": types.ChangeLinkDocument,
    "\n  mutation ChangeLinks($action: LinkActionKind!, $linkIds: [ID!]!, $reason: String) {\n    changeLinks(action: $action, linkIds: $linkIds, reason: $reason) {\n      action { id }\n      problems { code field message }\n    }\n  }\n": types.ChangeLinksDocument,
    "\n  mutation UndoLinkAction($id: ID!) {\n    undoLinkAction(id: $id) {\n      action { id undoneAt undoneBy }\n      problems { code field message }\n    }\n  }\n": types.UndoLinkActionDocument,
    "\n  query SearchRemote($entity: EntityType!, $text: String!) {\n    searchRemoteRecords(entity: $entity, text: $text, first: 20) {\n      remoteId\n      name\n      detail\n      isDeleted\n      linkedTo { localId name }\n    }\n  }\n": types.SearchRemoteDocument,
    "\n  query MergeSurvivors {\n    mergeSurvivors { linkId localId name remoteId survivorId survivorName because linkedTo { localId name } }\n  }\n": types.MergeSurvivorsDocument,
    "\n  mutation RelinkToSurvivors($linkIds: [ID!]) {\n    relinkToSurvivors(linkIds: $linkIds) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n": types.RelinkToSurvivorsDocument,
    "\n  query NeedsSetUp {\n    needsSetUp\n  }\n": types.NeedsSetUpDocument,
    "\n  fragment RunSummary on SyncRun {\n    id\n    kind\n    state\n    startedAt\n    finishedAt\n    error\n    ratePerSecond\n    settingsRevision\n    currentRecord\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n": types.RunSummaryFragmentDoc,
    "\n  mutation SyncRecord($entity: EntityType!, $localId: ID!) {\n    syncRecord(entity: $entity, localId: $localId) {\n      pulled\n      pushed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SyncRecordDocument,
    "\n  fragment AlertFields on Alert {\n    id\n    kind\n    sentence\n    remedy\n    openedAt\n    resolvedAt\n  }\n": types.AlertFieldsFragmentDoc,
    "\n  query Alerts {\n    alerts {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n": types.AlertsDocument,
    "\n  subscription AlertsChanged {\n    alertsChanged {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n": types.AlertsChangedDocument,
    "\n  query AlertPreference {\n    myAlertPreference {\n      atOnce\n      digest\n      quietFrom\n      quietTo\n    }\n  }\n": types.AlertPreferenceDocument,
    "\n  mutation SaveAlertPreference($input: AlertPreferenceInput!) {\n    saveMyAlertPreference(input: $input) {\n      preference {\n        atOnce\n        digest\n        quietFrom\n        quietTo\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SaveAlertPreferenceDocument,
    "\n  mutation SendTestAlert {\n    sendTestAlert {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SendTestAlertDocument,
    "\n  query AlertSettings {\n    alertSettings {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      webhooks {\n        id\n        name\n        url\n        form\n      }\n    }\n  }\n": types.AlertSettingsDocument,
    "\n  mutation SaveAlertRules($input: AlertRulesInput!) {\n    saveAlertRules(input: $input) {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SaveAlertRulesDocument,
    "\n  mutation AddWebhook($input: WebhookInput!) {\n    addWebhook(input: $input) {\n      secret\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.AddWebhookDocument,
    "\n  mutation RemoveWebhook($id: ID!) {\n    removeWebhook(id: $id) {\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RemoveWebhookDocument,
    "\n  mutation TestWebhook($id: ID!) {\n    testWebhook(id: $id) {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.TestWebhookDocument,
    "\n  fragment TokenFields on ApiToken {\n    id\n    name\n    scopes\n    prefix\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedAddress\n    revokedAt\n    replacedById\n  }\n": types.TokenFieldsFragmentDoc,
    "\n  query ApiTokens {\n    apiTokens {\n      ...TokenFields\n    }\n    accessSettings {\n      tokenMaxDays\n      allowedOrigins\n    }\n  }\n": types.ApiTokensDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.CreateApiTokenDocument,
    "\n  mutation RotateApiToken($id: ID!, $overlapHours: Float!) {\n    rotateApiToken(id: $id, overlapHours: $overlapHours) {\n      token {\n        ...TokenFields\n      }\n      replaced {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RotateApiTokenDocument,
    "\n  mutation SaveAccessSettings($input: AccessSettingsInput!) {\n    saveAccessSettings(input: $input) {\n      settings {\n        tokenMaxDays\n        allowedOrigins\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SaveAccessSettingsDocument,
    "\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id) {\n      token {\n        ...TokenFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RevokeApiTokenDocument,
    "\n  fragment AuditRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    remoteUrl\n    description\n    code\n  }\n": types.AuditRowFragmentDoc,
    "\n  query AuditEvents($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items {\n        ...AuditRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      liveCursor\n    }\n  }\n": types.AuditEventsDocument,
    "\n  subscription AuditEventAdded($filter: AuditFilter, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) {\n      ...AuditRow\n    }\n  }\n": types.AuditEventAddedDocument,
    "\n  query AuditEventDetails($id: ID!) {\n    auditEvent(id: $id) {\n      ...AuditRow\n      localId\n      remoteId\n      runId\n      attempt\n      requestId\n      durationMs\n      actor\n      changes {\n        field\n        label\n        from\n        to\n      }\n    }\n  }\n": types.AuditEventDetailsDocument,
    "\n  query AuditNextPull {\n    integrationHealth {\n      sentence\n      nextPullAt\n      connection {\n        id\n      }\n    }\n  }\n": types.AuditNextPullDocument,
    "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      viewer {\n        role\n        user {\n          id\n          name\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  query Clients($first: Int!, $after: String, $search: String) {\n    clients(first: $first, after: $after, search: $search) {\n      items { id name identifier city region country phone type status link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.ClientsDocument,
    "\n  fragment ClientAddress on Client {\n    addressLine1 addressLine2 city region postalCode country phone website type status identifier\n    taxRegion { id name categories { id name rate } } customFields { name value } createdAt updatedAt\n  }\n": types.ClientAddressFragmentDoc,
    "\n  fragment ClientContacts on Client {\n    id\n    contacts(first: 200) { id firstName lastName title email phone isPrimary isActive }\n  }\n": types.ClientContactsFragmentDoc,
    "\n  fragment ClientOpportunities on Client {\n    id\n    opportunities(first: 200) { id name amount expectedCloseDate stage { id name kind } }\n  }\n": types.ClientOpportunitiesFragmentDoc,
    "\n  query Client($id: ID!) {\n    syncSettings { mode }\n    client(id: $id) {\n      id name\n      link { state url origin lastSyncedAt }\n      ...ClientAddress\n      ...ClientContacts\n      ...ClientOpportunities\n    }\n  }\n": types.ClientDocument,
    "\n  query EditClient($id: ID!, $isNew: Boolean!) {\n    taxRegions { id name }\n    customFields(entity: \"client\") { id name type options }\n    client(id: $id) @skip(if: $isNew) { ...EditedClient }\n  }\n": types.EditClientDocument,
    "\n  mutation CreateClient($input: ClientInput!) {\n    createClient(input: $input) { client { id } problems { code field message } }\n  }\n": types.CreateClientDocument,
    "\n  mutation UpdateClient($id: ID!, $input: ClientInput!) {\n    updateClient(id: $id, input: $input) {\n      client { id ...EditedClient ...ClientAddress }\n      problems { code field message }\n    }\n  }\n": types.UpdateClientDocument,
    "\n  fragment EditedClient on Client {\n    id\n    name\n    identifier\n    phone\n    website\n    type\n    status\n    taxRegion { id name }\n    addressLine1\n    addressLine2\n    postalCode\n    city\n    region\n    country\n    customFields { name value }\n    version\n  }\n": types.EditedClientFragmentDoc,
    "\n  query Contacts($first: Int!, $after: String, $search: String, $clientId: ID) {\n    contacts(first: $first, after: $after, search: $search, clientId: $clientId) {\n      items { id firstName lastName title email phone isPrimary isActive client { id name } link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.ContactsDocument,
    "\n  query Contact($id: ID!) {\n    contact(id: $id) {\n      id firstName lastName email phone phoneExtension mobile title isPrimary isActive version createdAt updatedAt\n      client { id name }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n": types.ContactDocument,
    "\n  query ContactClient($id: ID!) { client(id: $id) { id name } }\n": types.ContactClientDocument,
    "\n  query EditContact($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    customFields(entity: \"contact\") { id name type options }\n    contact(id: $id) @skip(if: $isNew) { ...EditedContact }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n": types.EditContactDocument,
    "\n  mutation CreateContact($input: ContactInput!) {\n    createContact(input: $input) { contact { id } problems { code field message } }\n  }\n": types.CreateContactDocument,
    "\n  mutation UpdateContact($id: ID!, $input: ContactInput!) {\n    updateContact(id: $id, input: $input) {\n      contact { id updatedAt ...EditedContact }\n      problems { code field message }\n    }\n  }\n": types.UpdateContactDocument,
    "\n  fragment EditedContact on Contact {\n    id\n    firstName\n    lastName\n    client { id name }\n    title\n    email\n    phone\n    phoneExtension\n    mobile\n    isPrimary\n    isActive\n    customFields { name value }\n    version\n  }\n": types.EditedContactFragmentDoc,
    "\n  fragment CustomFieldRow on CustomField { id entity name type options version isRetired isManaged }\n": types.CustomFieldRowFragmentDoc,
    "\n  query CustomFields {\n    client: customFields(entity: \"client\", includeRetired: true) { ...CustomFieldRow }\n    contact: customFields(entity: \"contact\", includeRetired: true) { ...CustomFieldRow }\n    opportunity: customFields(entity: \"opportunity\", includeRetired: true) { ...CustomFieldRow }\n    product: customFields(entity: \"product\", includeRetired: true) { ...CustomFieldRow }\n  }\n": types.CustomFieldsDocument,
    "\n  mutation CreateCustomField($input: CustomFieldInput!) {\n    createCustomField(input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n": types.CreateCustomFieldDocument,
    "\n  mutation UpdateCustomField($id: ID!, $input: CustomFieldInput!) {\n    updateCustomField(id: $id, input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n": types.UpdateCustomFieldDocument,
    "\n  mutation RemoveCustomField($id: ID!) {\n    removeCustomField(id: $id) { removedId isRetired problems { code field message } }\n  }\n": types.RemoveCustomFieldDocument,
    "\n  mutation RestoreCustomField($id: ID!) {\n    restoreCustomField(id: $id) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n": types.RestoreCustomFieldDocument,
    "\n  mutation SetUp($input: SetUpInput!) {\n    setUp(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SetUpDocument,
    "\n  query ExcludedRecords($first: Int, $after: String, $entity: EntityType, $rule: String, $text: String) {\n    excludedRecords(first: $first, after: $after, entity: $entity, rule: $rule, text: $text) {\n      items {\n        id\n        entity\n        remoteId\n        remoteUrl\n        name\n        reason\n        localId\n        at\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": types.ExcludedRecordsDocument,
    "\n  fragment SettingChangeFields on SettingChange {\n    field\n    label\n    from\n    to\n  }\n": types.SettingChangeFieldsFragmentDoc,
    "\n  fragment RevisionFields on SettingsRevision {\n    id\n    kind\n    revision\n    at\n    actor\n    note\n    isCurrent\n    isRestorable\n    changes {\n      ...SettingChangeFields\n    }\n  }\n": types.RevisionFieldsFragmentDoc,
    "\n  query SettingsHistory($first: Int!, $after: String) {\n    settingsRevisions(first: $first, after: $after) {\n      items {\n        id\n        ...RevisionFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.SettingsHistoryDocument,
    "\n  mutation RestoreSettings($revision: Int!) {\n    restoreSettings(revision: $revision) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RestoreSettingsDocument,
    "\n  query ExportSettings {\n    exportSettings\n  }\n": types.ExportSettingsDocument,
    "\n  mutation ImportSettings($document: JSON!, $apply: Boolean!, $leaveOut: Boolean!, $choices: [ImportChoiceInput!]) {\n    importSettings(document: $document, apply: $apply, leaveOut: $leaveOut, choices: $choices) {\n      changes {\n        ...SettingChangeFields\n      }\n      matched {\n        kind\n        field\n        label\n        id\n        newId\n        suggestedId\n      }\n      unresolved {\n        kind\n        field\n        id\n        label\n        reason\n        isOmitted\n        suggestedId\n      }\n      options {\n        kind\n        word\n        options {\n          id\n          label\n        }\n      }\n      isApplied\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ImportSettingsDocument,
    "\n  fragment ConnectionFields on Connection {\n    id\n    siteUrl\n    host\n    loginCompany\n    hasPrivateKey\n    publicKeyHint\n    clientIdSource\n    keysSetAt\n    keysSetBy\n    state\n    stateCode\n    stateMessage\n    stateSince\n    verifiedAt\n    version\n    apiVersion\n    apiVersionWarning\n  }\n": types.ConnectionFieldsFragmentDoc,
    "\n  query Callbacks {\n    callbacks {\n      state\n      sentence\n      lastEventAt\n      checkedAt\n      eventsLastHour\n      rejected\n      renewed\n      entries {\n        entity\n        remoteId\n      }\n    }\n  }\n": types.CallbacksDocument,
    "\n  mutation CheckCallbacks {\n    checkCallbacks {\n      callbacks {\n        state\n        sentence\n        lastEventAt\n        checkedAt\n        eventsLastHour\n        rejected\n        renewed\n        entries {\n          entity\n          remoteId\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.CheckCallbacksDocument,
    "\n  query Integrations {\n    connection {\n      ...ConnectionFields\n    }\n    syncSettings {\n      mode\n      startedAt\n    }\n    integrationHealth {\n      lastPullAt\n      nextPullAt\n      openIssues\n    }\n  }\n": types.IntegrationsDocument,
    "\n  query ConnectionForForm {\n    connection {\n      ...ConnectionFields\n    }\n  }\n": types.ConnectionForFormDocument,
    "\n  mutation Connect($input: ConnectInput!) {\n    connect(input: $input) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ConnectDocument,
    "\n  mutation VerifyConnection {\n    verifyConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.VerifyConnectionDocument,
    "\n  mutation PauseConnection($reason: String!) {\n    pauseConnection(reason: $reason) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.PauseConnectionDocument,
    "\n  mutation ResumeConnection {\n    resumeConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ResumeConnectionDocument,
    "\n  query DisconnectPreview($removeLinks: Boolean!) {\n    disconnectPreview(removeLinks: $removeLinks) {\n      sentences\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.DisconnectPreviewDocument,
    "\n  mutation Disconnect($removeLinks: Boolean!) {\n    disconnect(removeLinks: $removeLinks) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.DisconnectDocument,
    "\n  fragment RemoteCustomFieldFields on RemoteCustomField {\n    remoteId\n    record\n    caption\n    type\n    crmType\n    options\n    isRequired\n    value\n    customFieldId\n    unknownOptions\n    choices {\n      id\n      name\n      type\n      misfit\n    }\n  }\n": types.RemoteCustomFieldFieldsFragmentDoc,
    "\n  mutation DefineFieldForConnectWise($input: CustomFieldInput!) {\n    createCustomField(input: $input) {\n      customField {\n        id\n        name\n      }\n      problems {\n        field\n        message\n      }\n    }\n  }\n": types.DefineFieldForConnectWiseDocument,
    "\n  query CustomFieldsPage {\n    syncSettings {\n      revision\n    }\n    remoteCustomFields {\n      ...RemoteCustomFieldFields\n    }\n  }\n": types.CustomFieldsPageDocument,
    "\n  fragment ProductMapFields on SyncSettings {\n    revision\n    productMap {\n      standard\n      nameTo\n      identifierFrom\n      standardDefaults {\n        productTypeId\n        categoryId\n        subcategoryId\n        productClass\n      }\n      types {\n        value\n        remoteId\n      }\n      categories {\n        category\n        subcategory\n        remoteId\n      }\n      classes {\n        value\n        remoteId\n      }\n      identifiers {\n        value\n        remoteId\n      }\n      lineItems {\n        other\n        discount\n        shipping\n      }\n    }\n  }\n": types.ProductMapFieldsFragmentDoc,
    "\n  fragment MappingRowFields on ProductMappingRow {\n    value\n    category\n    subcategory\n    isBundle\n    count\n    label\n    rule\n    reason\n  }\n": types.MappingRowFieldsFragmentDoc,
    "\n  query ProductMapPage {\n    syncSettings {\n      ...ProductMapFields\n    }\n    productMapping {\n      nameClashes\n      types {\n        ...MappingRowFields\n      }\n      categories {\n        ...MappingRowFields\n      }\n      classes {\n        ...MappingRowFields\n      }\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n    subcategories: referenceItems(kind: \"subcategory\") {\n      ...OptionFields\n      flags\n    }\n  }\n": types.ProductMapPageDocument,
    "\n  query ProductIdCounts($source: ProductIdSource!) {\n    productIdCounts(source: $source) {\n      products\n      lacking\n      tooLong\n      shared\n      sharedValues\n    }\n  }\n": types.ProductIdCountsDocument,
    "\n  query ProductsWithoutOwnId($source: ProductIdSource!, $standing: ProductIdStanding!, $first: Int, $after: String) {\n    productsWithoutOwnId(source: $source, standing: $standing, first: $first, after: $after) {\n      items {\n        id: productId\n        name\n        value\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.ProductsWithoutOwnIdDocument,
    "\n  fragment StageMapFields on SyncSettings {\n    stageMap {\n      stage {\n        id\n        name\n        kind\n        position\n      }\n      remoteStageId\n      remoteStatusId\n    }\n    opportunityMapping {\n      statusSource\n      wonStatusId\n      lostStatusId\n      closedStatusWins\n    }\n    closedStatuses {\n      statusId\n      outcome\n    }\n    mappingFallback {\n      remoteStageId\n      remoteStatusId\n      stageId\n    }\n    startedAt\n  }\n": types.StageMapFieldsFragmentDoc,
    "\n  fragment MappingOptionFields on ReferenceItem {\n    remoteId\n    label\n    isActive\n    flags\n  }\n": types.MappingOptionFieldsFragmentDoc,
    "\n  query StageMapPage {\n    syncSettings {\n      ...StageMapFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...MappingOptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...MappingOptionFields\n    }\n  }\n": types.StageMapPageDocument,
    "\n  fragment MappedRegionFields on MappedTaxRegion {\n    id\n    name\n    taxableRate\n    taxCodeId\n    by\n    codeLabel\n    codeRate\n    isCodeActive\n    notes\n    importedAt\n  }\n": types.MappedRegionFieldsFragmentDoc,
    "\n  query TaxMapPage {\n    syncSettings {\n      revision\n      startedAt\n    }\n    taxMapping {\n      importedAt\n      regions {\n        ...MappedRegionFields\n      }\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n  }\n": types.TaxMapPageDocument,
    "\n  fragment TaxImportFields on TaxImportItem {\n    taxCodeId\n    identifier\n    label\n    state\n    regionName\n    rate\n    rateBefore\n    notes\n  }\n": types.TaxImportFieldsFragmentDoc,
    "\n  mutation ImportTaxCodes($apply: Boolean!, $decisions: [TaxClashInput!]) {\n    importTaxCodes(apply: $apply, decisions: $decisions) {\n      applied\n      items {\n        ...TaxImportFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ImportTaxCodesDocument,
    "\n  fragment MatchRunFields on MatchRun {\n    id\n    state\n    startedAt\n    startedBy\n    finishedAt\n    error\n    entities {\n      entity\n      expected\n      read\n      compared\n      pairs\n      isRead\n      isCompared\n    }\n  }\n": types.MatchRunFieldsFragmentDoc,
    "\n  fragment MatchSummaryFields on MatchSummary {\n    threshold\n    savedThreshold\n    waiting\n    changedSince\n    linkRefusal\n    run {\n      ...MatchRunFields\n    }\n    entities {\n      entity\n      exact\n      probable\n      ambiguous\n      later\n      linked\n      rejected\n      create\n      onlyLocal\n      onlyRemote\n      excludedLocal\n      excludedRemote\n    }\n  }\n": types.MatchSummaryFieldsFragmentDoc,
    "\n  query MatchSummary($threshold: Int) {\n    matchSummary(threshold: $threshold) {\n      ...MatchSummaryFields\n    }\n  }\n": types.MatchSummaryDocument,
    "\n  fragment MatchPairFields on MatchPair {\n    id\n    entity\n    remoteId\n    remoteName\n    remoteUrl\n    localId\n    localName\n    score\n    rival\n    veto\n    state\n    decidedBy\n    decidedAt\n    breakdown {\n      attribute\n      outcome\n      points\n      local\n      remote\n    }\n  }\n": types.MatchPairFieldsFragmentDoc,
    "\n  query MatchPairs(\n    $entity: EntityType!\n    $bucket: MatchBucket\n    $threshold: Int\n    $search: String\n    $remoteId: String\n    $first: Int!\n    $after: String\n  ) {\n    matchPairs(\n      entity: $entity\n      bucket: $bucket\n      threshold: $threshold\n      search: $search\n      remoteId: $remoteId\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...MatchPairFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": types.MatchPairsDocument,
    "\n  query UnmatchedRecords(\n    $entity: EntityType!\n    $list: UnmatchedList!\n    $threshold: Int\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    unmatchedRecords(\n      entity: $entity\n      list: $list\n      threshold: $threshold\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        id\n        entity\n        name\n        detail\n        parentName\n        localId\n        remoteId\n        remoteUrl\n        reason\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": types.UnmatchedRecordsDocument,
    "\n  query MatchDecisions {\n    matchDecisions\n  }\n": types.MatchDecisionsDocument,
    "\n  mutation StartMatching {\n    startMatching {\n      run {\n        ...MatchRunFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.StartMatchingDocument,
    "\n  mutation DecideMatches($ids: [ID!]!, $decision: ReviewDecision!) {\n    decideMatches(ids: $ids, decision: $decision) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.DecideMatchesDocument,
    "\n  mutation AcceptMatches($threshold: Int!) {\n    acceptMatchesAbove(threshold: $threshold) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.AcceptMatchesDocument,
    "\n  mutation ImportMatchDecisions($csv: String!) {\n    importMatchDecisions(csv: $csv) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ImportMatchDecisionsDocument,
    "\n  fragment PermissionFields on PermissionReport {\n    checkedAt\n    checkedBy\n    denied\n    lines {\n      id\n      module\n      action\n      level\n      table\n      what\n      isNeeded\n      state\n      reason\n      fix\n    }\n  }\n": types.PermissionFieldsFragmentDoc,
    "\n  query Permissions {\n    permissionReport {\n      ...PermissionFields\n    }\n  }\n": types.PermissionsDocument,
    "\n  mutation CheckPermissions {\n    checkPermissions {\n      report {\n        ...PermissionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.CheckPermissionsDocument,
    "\n  fragment PreviewSummary on SyncPreview {\n    id\n    state\n    settingsRevision\n    startedAt\n    finishedAt\n    requestedBy\n    cancelledBy\n    error\n    changedSince\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n": types.PreviewSummaryFragmentDoc,
    "\n  query LatestPreview {\n    latestPreview {\n      ...PreviewSummary\n    }\n  }\n": types.LatestPreviewDocument,
    "\n  subscription LatestPreviewChanged {\n    latestPreviewChanged {\n      ...PreviewSummary\n    }\n  }\n": types.LatestPreviewChangedDocument,
    "\n  mutation StartPreview {\n    startPreview {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.StartPreviewDocument,
    "\n  mutation CancelPreview($id: ID!) {\n    cancelPreview(id: $id) {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.CancelPreviewDocument,
    "\n  fragment PreviewRecordRow on PreviewRecord {\n    id\n    entity\n    operation\n    name\n    remoteId\n    remoteUrl\n    localId\n    code\n    reason\n    changes {\n      field\n      label\n      from\n      to\n    }\n  }\n": types.PreviewRecordRowFragmentDoc,
    "\n  query PreviewRecords(\n    $previewId: ID!\n    $entity: EntityType\n    $operation: PreviewOperation\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    previewRecords(\n      previewId: $previewId\n      entity: $entity\n      operation: $operation\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...PreviewRecordRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.PreviewRecordsDocument,
    "\n  query FieldDirections {\n    syncSettings {\n      revision\n      fieldDirections {\n        field\n        direction\n        owner\n        asks\n      }\n    }\n    syncedFields {\n      record\n      field\n      label\n      in\n      out\n      reason\n    }\n  }\n": types.FieldDirectionsDocument,
    "\n  fragment ScopeFields on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    options {\n      pushLost\n      documentLinks {\n        isOn\n        expireAfterDays\n      }\n      owners {\n        company\n        contact\n        product\n        opportunity\n      }\n    }\n    filters {\n      id\n      entity\n      direction\n      field\n      operator\n      values\n    }\n    defaults {\n      ...ScopeDefaults\n    }\n    chosenDefaults {\n      ...ScopeDefaults\n    }\n  }\n": types.ScopeFieldsFragmentDoc,
    "\n  fragment ScopeDefaults on SyncDefaults {\n    locationId\n    departmentId\n    ratingId\n    stageId\n    statusId\n    opportunityTypeId\n    salesRepId\n    taxCodeId\n    closeDateOffsetDays\n    localStageId\n    contactName\n  }\n": types.ScopeDefaultsFragmentDoc,
    "\n  query ScopePage {\n    syncSettings {\n      ...ScopeFields\n    }\n    integrationHealth {\n      nextPullAt\n    }\n    pipelineStages {\n      id\n      name\n      kind\n    }\n    locations: referenceItems(kind: \"location\") {\n      remoteId\n      flags\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    ratings: referenceItems(kind: \"rating\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n    opportunityTypes: referenceItems(kind: \"opportunity_type\") {\n      ...OptionFields\n    }\n    members: referenceItems(kind: \"member\") {\n      ...OptionFields\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n    companyTypes: referenceItems(kind: \"company_type\") {\n      ...OptionFields\n    }\n    companyStatuses: referenceItems(kind: \"company_status\") {\n      ...OptionFields\n    }\n    contactTypes: referenceItems(kind: \"contact_type\") {\n      ...OptionFields\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n  }\n": types.ScopePageDocument,
    "\n  mutation RevokeAllDocumentLinks {\n    revokeAllDocumentLinks {\n      revoked\n      problems {\n        code\n        message\n      }\n    }\n  }\n": types.RevokeAllDocumentLinksDocument,
    "\n  query ModePreview($mode: SyncMode) {\n    modePreview(mode: $mode) {\n      preview {\n        mode\n        sentences\n        unpushedEdits\n        newHere\n        skippedByMode\n        heldPushes\n        incoming\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n": types.ModePreviewDocument,
    "\n  mutation CatchUp($input: CatchUpInput!) {\n    catchUp(input: $input) {\n      edits\n      newRecords\n      changes\n      problems {\n        code\n        message\n      }\n    }\n  }\n": types.CatchUpDocument,
    "\n  query FilterTest($entity: EntityType!, $direction: Direction!, $rules: [FilterRuleInput!]!) {\n    testFilter(entity: $entity, direction: $direction, rules: $rules) {\n      test {\n        matching\n        excluded\n        lookedAt\n        total\n        isCapped\n        passing {\n          id\n          name\n        }\n        excludedSamples {\n          id\n          name\n          reason\n        }\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n": types.FilterTestDocument,
    "\n  query BundlePreview {\n    bundlePreview {\n      preview {\n        productId\n        name\n        quantity\n        price\n        modes {\n          mode\n          total\n          note\n          lines {\n            description\n            quantity\n            total\n            isComponent\n          }\n        }\n      }\n    }\n  }\n": types.BundlePreviewDocument,
    "\n  query CompanyStandings {\n    companyStandings {\n      statusId\n      label\n      count\n    }\n  }\n": types.CompanyStandingsDocument,
    "\n  query SetupSteps {\n    connection {\n      id\n      state\n    }\n    syncSettings {\n      revision\n      startedAt\n    }\n    setupSteps {\n      step\n      state\n      note\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SetupStepsDocument,
    "\n  fragment OptionFields on ReferenceItem {\n    kind\n    remoteId\n    label\n    isActive\n  }\n": types.OptionFieldsFragmentDoc,
    "\n  mutation SaveSyncSettings($input: SyncSettingsInput!) {\n    saveSyncSettings(input: $input) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SaveSyncSettingsDocument,
    "\n  mutation RefreshReferenceData {\n    refreshReferenceData {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RefreshReferenceDataDocument,
    "\n  query ReferenceLists {\n    referenceLists {\n      kind\n      readAt\n    }\n  }\n": types.ReferenceListsDocument,
    "\n  fragment StartHealth on IntegrationHealth {\n    troubles {\n      code\n      tone\n      sentence\n      remedy\n    }\n    openIssues\n    nextPullAt\n    connection {\n      id\n      state\n      stateMessage\n      stateSince\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      ...RunSummary\n    }\n  }\n": types.StartHealthFragmentDoc,
    "\n  fragment StartSettings on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    defaults {\n      locationId\n      departmentId\n      stageId\n      statusId\n    }\n    stageMap {\n      stage {\n        id\n        name\n        kind\n      }\n      effective\n    }\n  }\n": types.StartSettingsFragmentDoc,
    "\n  query StartPage {\n    syncSettings {\n      ...StartSettings\n    }\n    setupSteps {\n      step\n      problems {\n        code\n        field\n        message\n      }\n    }\n    integrationHealth {\n      ...StartHealth\n    }\n    locations: referenceItems(kind: \"location\") {\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n  }\n": types.StartPageDocument,
    "\n  subscription StartHealthChanged {\n    integrationHealthChanged {\n      ...StartHealth\n    }\n  }\n": types.StartHealthChangedDocument,
    "\n  mutation StartSync($previewId: ID, $onlyNew: Boolean) {\n    startSync(previewId: $previewId, onlyNew: $onlyNew) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n        step\n      }\n    }\n  }\n": types.StartSyncDocument,
    "\n  mutation CancelRun($id: ID!) {\n    cancelRun(id: $id) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.CancelRunDocument,
    "\n  fragment IssueFields on SyncIssue {\n    id\n    entity\n    direction\n    code\n    message\n    advice\n    recordName\n    localId\n    remoteId\n    remoteUrl\n    state\n    attempts\n    firstSeenAt\n    lastSeenAt\n    nextRetryAt\n    fixStep\n    candidates {\n      id\n      name\n      detail\n    }\n    difference {\n      quoteId\n      quote {\n        oneTime\n        recurring\n      }\n      connectWise {\n        oneTime\n        recurring\n      }\n      lines {\n        name\n        quote {\n          oneTime\n          recurring\n        }\n        connectWise {\n          oneTime\n          recurring\n        }\n        remarks\n        differs\n      }\n    }\n  }\n": types.IssueFieldsFragmentDoc,
    "\n  query Issues($first: Int!, $after: String, $state: IssueState, $entity: EntityType, $code: String) {\n    issues(first: $first, after: $after, state: $state, entity: $entity, code: $code) {\n      items {\n        ...IssueFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n": types.IssuesDocument,
    "\n  subscription OpenIssuesChanged {\n    integrationHealthChanged {\n      openIssues\n      pendingPushes\n      sentence\n      troubles {\n        code\n      }\n    }\n  }\n": types.OpenIssuesChangedDocument,
    "\n  mutation RetryIssues($ids: [ID!]!) {\n    retryIssues(ids: $ids) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RetryIssuesDocument,
    "\n  mutation DismissIssue($id: ID!, $reason: String!) {\n    dismissIssue(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.DismissIssueDocument,
    "\n  mutation AcceptDifference($id: ID!, $reason: String!) {\n    acceptDifference(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.AcceptDifferenceDocument,
    "\n  mutation ResolveMatch($id: ID!, $input: ResolveMatchInput!) {\n    resolveMatch(id: $id, input: $input) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ResolveMatchDocument,
    "\n  fragment EditedOpportunity on Opportunity {\n    id\n    name\n    client { id name }\n    contact { id firstName lastName }\n    stage { id name kind }\n    expectedCloseDate\n    owner { id name }\n    notes\n    customFields { name value }\n    version\n  }\n": types.EditedOpportunityFragmentDoc,
    "\n  query Opportunities($first: Int!, $after: String, $search: String, $stageId: ID, $kind: StageKind, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, kind: $kind, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate updatedAt\n        client { id name }\n        stage { id name kind }\n        owner { id name }\n        push { state step error }\n        link { state }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.OpportunitiesDocument,
    "\n  query PipelineStages { pipelineStages { id name position kind } }\n": types.PipelineStagesDocument,
    "\n  query BoardColumn($stageId: ID!, $first: Int!, $after: String, $search: String, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate version\n        client { id name }\n        stage { id }\n        owner { id name }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.BoardColumnDocument,
    "\n  fragment OpportunityHeader on Opportunity {\n    id name amount monthly wonAt lostAt\n    recurring { cycle subtotal discount }\n    stage { id name kind }\n    client { id name link { state url } }\n    link { state url lastSyncedAt }\n    documents(first: 200) { id kind title number state total createdAt }\n  }\n": types.OpportunityHeaderFragmentDoc,
    "\n  fragment OpportunityPush on Opportunity {\n    id\n    stage {\n      kind\n    }\n    link { url }\n    push { state step attempts nextAttemptAt errorCode error updatedAt }\n  }\n": types.OpportunityPushFragmentDoc,
    "\n  fragment OpportunityDocuments on Opportunity {\n    id\n    stage { id kind }\n    documents(first: 200) { id kind title number state total fileName contentType sizeBytes url createdAt updatedAt link { expiresAt revokedAt opened openedAt } }\n  }\n": types.OpportunityDocumentsFragmentDoc,
    "\n  mutation RevokeDocumentLink($documentId: ID!) {\n    revokeDocumentLink(documentId: $documentId) { revoked problems { code message } }\n  }\n": types.RevokeDocumentLinkDocument,
    "\n  fragment OpportunityDetails on Opportunity {\n    id expectedCloseDate notes createdAt updatedAt wonAt lostAt\n    client { id name }\n    contact { id firstName lastName email phone }\n    owner { id name email }\n    customFields { name value }\n  }\n": types.OpportunityDetailsFragmentDoc,
    "\n  query Opportunity($id: ID!) {\n    pipelineStages { id name position kind }\n    opportunity(id: $id) {\n      id name\n      push { state }\n      ...OpportunityHeader\n      ...OpportunityPush\n      ...OpportunityDocuments\n      ...OpportunityDetails\n    }\n  }\n": types.OpportunityDocument,
    "\n  query EditOpportunity($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    viewer { user { id } }\n    users { id name }\n    pipelineStages { id name position kind }\n    customFields(entity: \"opportunity\") { id name type options }\n    opportunity(id: $id) @skip(if: $isNew) { ...EditedOpportunity }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n": types.EditOpportunityDocument,
    "\n  query OpportunityClient($id: ID!) { client(id: $id) { id name } }\n": types.OpportunityClientDocument,
    "\n  query OpportunityContactChoices($clientId: ID!) {\n    contacts(first: 200, clientId: $clientId) { items { id firstName lastName title isActive } }\n  }\n": types.OpportunityContactChoicesDocument,
    "\n  mutation CreateOpportunity($input: OpportunityInput!) {\n    createOpportunity(input: $input) { opportunity { id } problems { code field message } }\n  }\n": types.CreateOpportunityDocument,
    "\n  mutation UpdateOpportunity($id: ID!, $input: OpportunityInput!) {\n    updateOpportunity(id: $id, input: $input) {\n      opportunity { id ...EditedOpportunity ...OpportunityDetails }\n      problems { code field message }\n    }\n  }\n": types.UpdateOpportunityDocument,
    "\n  mutation MarkOpportunityWon($id: ID!, $quoteId: ID) {\n    markOpportunityWon(id: $id, quoteId: $quoteId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n": types.MarkOpportunityWonDocument,
    "\n  mutation MarkOpportunityLost($id: ID!) {\n    markOpportunityLost(id: $id) { opportunity { id ...OpportunityHeader ...OpportunityPush } problems { code field message } }\n  }\n": types.MarkOpportunityLostDocument,
    "\n  mutation ReopenOpportunity($id: ID!, $stageId: ID) {\n    reopenOpportunity(id: $id, stageId: $stageId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n": types.ReopenOpportunityDocument,
    "\n  mutation RetryPush($opportunityId: ID!) {\n    retryPush(opportunityId: $opportunityId) { opportunity { id ...OpportunityPush } problems { code field message } }\n  }\n": types.RetryPushDocument,
    "\n  mutation DeleteOpportunityDocument($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n": types.DeleteOpportunityDocumentDocument,
    "\n  query Outbox {\n    outbox {\n      sendsMail\n      mails {\n        id\n        at\n        to\n        subject\n        state\n        error\n        text\n      }\n    }\n  }\n": types.OutboxDocument,
    "\n  fragment HealthFields on IntegrationHealth {\n    tone\n    sentence\n    remedy\n    troubles {\n      code\n      tone\n      sentence\n      since\n    }\n    lastPullAt\n    nextPullAt\n    openIssues\n    pendingPushes\n    oldestPushAt\n    connection {\n      id\n      host\n      state\n      stateCode\n      stateMessage\n      stateSince\n    }\n    entities {\n      entity\n      linked\n      pending\n      failing\n      broken\n      excluded\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      id\n      kind\n      state\n      finishedAt\n    }\n  }\n": types.HealthFieldsFragmentDoc,
    "\n  query Overview {\n    integrationHealth {\n      ...HealthFields\n    }\n    syncSettings {\n      startedAt\n    }\n  }\n": types.OverviewDocument,
    "\n  subscription HealthChanged {\n    integrationHealthChanged {\n      ...HealthFields\n    }\n  }\n": types.HealthChangedDocument,
    "\n  mutation SyncNow($entity: EntityType) {\n    syncNow(entity: $entity) {\n      run {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SyncNowDocument,
    "\n  mutation ResumeFromOverview {\n    resumeConnection {\n      connection {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ResumeFromOverviewDocument,
    "\n  fragment ActivityRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    description\n  }\n": types.ActivityRowFragmentDoc,
    "\n  query RecentActivity {\n    auditEvents(first: 8) {\n      items {\n        ...ActivityRow\n      }\n      liveCursor\n    }\n  }\n": types.RecentActivityDocument,
    "\n  subscription ActivityAdded($after: String) {\n    auditEventAdded(after: $after) {\n      ...ActivityRow\n    }\n  }\n": types.ActivityAddedDocument,
    "\n  fragment ReconcileFields on Reconcile {\n    id\n    kind\n    state\n    heals\n    startedAt\n    finishedAt\n    error\n    entities {\n      entity\n      there\n      here\n      onlyHere\n      linked\n      excluded\n      skipped\n      differing\n      pending\n      failing\n      gone\n      removals\n      healed\n      unexplained\n      finishedAt\n    }\n  }\n": types.ReconcileFieldsFragmentDoc,
    "\n  query LastReconcile {\n    syncSettings {\n      options {\n        reconcile {\n          differences\n          hour\n        }\n      }\n    }\n    reconciles(first: 1) {\n      items {\n        ...ReconcileFields\n      }\n    }\n  }\n": types.LastReconcileDocument,
    "\n  query ReconcileFindings($id: ID!) {\n    reconcileFindings(id: $id, first: 50) {\n      items {\n        id\n        entity\n        kind\n        remoteId\n        localId\n        name\n        detail\n        isHealed\n        fields {\n          field\n          here\n          there\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": types.ReconcileFindingsDocument,
    "\n  mutation ReconcileNow {\n    reconcileNow {\n      reconcile {\n        ...ReconcileFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ReconcileNowDocument,
    "\n  mutation TreatDifferences($differences: DifferenceTreatment!) {\n    saveSyncSettings(input: { options: { reconcile: { differences: $differences } } }) {\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.TreatDifferencesDocument,
    "\n  fragment PersonFields on Person {\n    id\n    email\n    name\n    role\n    isActive\n    lastSignInAt\n  }\n": types.PersonFieldsFragmentDoc,
    "\n  query People {\n    people {\n      ...PersonFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n    securityEvents {\n      id\n      at\n      kind\n      actor\n      address\n      description\n    }\n  }\n": types.PeopleDocument,
    "\n  mutation InvitePerson($input: InviteInput!) {\n    invitePerson(input: $input) {\n      link\n      isMailed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.InvitePersonDocument,
    "\n  mutation WithdrawInvitation($id: ID!) {\n    withdrawInvitation(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.WithdrawInvitationDocument,
    "\n  mutation ChangePersonRole($id: ID!, $role: Role!) {\n    changePersonRole(id: $id, role: $role) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ChangePersonRoleDocument,
    "\n  mutation DeactivatePerson($id: ID!) {\n    deactivatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.DeactivatePersonDocument,
    "\n  mutation ActivatePerson($id: ID!) {\n    activatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ActivatePersonDocument,
    "\n  mutation RemovePerson($id: ID!) {\n    removePerson(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RemovePersonDocument,
    "\n  query OpenInvitation($token: String!) {\n    openInvitation(token: $token) {\n      workspaceName\n      email\n      role\n    }\n  }\n": types.OpenInvitationDocument,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.AcceptInvitationDocument,
    "\n  fragment EditedProduct on Product {\n    id\n    kind\n    name\n    sku\n    unit\n    price\n    cost\n    isTaxable\n    isActive\n    billing\n    billingCycle\n    billingCycleId\n    recurringPrice\n    recurringCost\n    billingCycles\n    category\n    subcategory\n    type\n    productClass\n    description\n    bundleLines { id position quantity product { id name sku price cost isActive } }\n    customFields { name value }\n    version\n  }\n": types.EditedProductFragmentDoc,
    "\n  query Products($first: Int!, $after: String, $search: String, $kind: ProductKind, $includeInactive: Boolean) {\n    products(first: $first, after: $after, search: $search, kind: $kind, includeInactive: $includeInactive) {\n      items { id name sku kind category price cost billing billingCycle recurringPrice isActive isTaxable link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.ProductsDocument,
    "\n  query Product($id: ID!) {\n    product(id: $id) {\n      id name sku description kind productClass type category subcategory price cost isTaxable isActive unit billing billingCycle billingCycleId billingCycles recurringPrice recurringCost version createdAt updatedAt\n      bundleLines { id position quantity product { id name sku price cost isActive } }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n": types.ProductDocument,
    "\n  query EditProduct($id: ID!, $isNew: Boolean!) {\n    customFields(entity: \"product\") { id name type options }\n    product(id: $id) @skip(if: $isNew) { ...EditedProduct }\n  }\n": types.EditProductDocument,
    "\n  query BundleProductChoices($search: String) {\n    products(first: 20, search: $search, kind: PRODUCT) { items { id name sku price cost } totalCount }\n  }\n": types.BundleProductChoicesDocument,
    "\n  mutation CreateProduct($input: ProductInput!) {\n    createProduct(input: $input) { product { id } problems { code field message } }\n  }\n": types.CreateProductDocument,
    "\n  mutation UpdateProduct($id: ID!, $input: ProductInput!) {\n    updateProduct(id: $id, input: $input) {\n      product { id updatedAt ...EditedProduct }\n      problems { code field message }\n    }\n  }\n": types.UpdateProductDocument,
    "\n  query MySessions {\n    mySessions {\n      id\n      createdAt\n      expiresAt\n      address\n      userAgent\n      isCurrent\n    }\n  }\n": types.MySessionsDocument,
    "\n  mutation RenameMyself($name: String!) {\n    renameMyself(name: $name) {\n      person {\n        id\n        name\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.RenameMyselfDocument,
    "\n  mutation ChangeMyPassword($currentPassword: String!, $newPassword: String!) {\n    changeMyPassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      endedSessions\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.ChangeMyPasswordDocument,
    "\n  mutation EndMyOtherSessions {\n    endMyOtherSessions\n  }\n": types.EndMyOtherSessionsDocument,
    "\n  query Quotes($first: Int!, $after: String, $search: String, $state: DocumentState) {\n    documents(first: $first, after: $after, search: $search, state: $state) {\n      items { id kind title number state total url updatedAt opportunity { id name client { id name } } }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n": types.QuotesDocument,
    "\n  query Quote($id: ID!) {\n    taxRegions { id name categories { id name rate } }\n    document(id: $id) {\n      id kind title number state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } fileName url version updatedAt\n      taxRegion { id }\n      opportunity { id name stage { id kind } client { id name } }\n      lines {\n        id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n        product { id name sku isTaxable }\n        taxCategory { id name rate }\n      }\n    }\n  }\n": types.QuoteDocument,
    "\n  query NewQuote($opportunityId: ID!) {\n    taxRegions { id name categories { id name rate } }\n    opportunity(id: $opportunityId) { id name stage { id kind } client { id name taxRegion { id } } }\n  }\n": types.NewQuoteDocument,
    "\n  query QuoteProductChoices($search: String) {\n    products(first: 20, search: $search) { items { id name sku description kind price cost isTaxable billing billingCycle billingCycleId billingCycles recurringPrice recurringCost } totalCount }\n  }\n": types.QuoteProductChoicesDocument,
    "\n  mutation CreateQuote($opportunityId: ID!, $input: QuoteInput!) {\n    createQuote(opportunityId: $opportunityId, input: $input) { document { id } problems { code field message } }\n  }\n": types.CreateQuoteDocument,
    "\n  mutation UpdateQuote($id: ID!, $input: QuoteInput!) {\n    updateQuote(id: $id, input: $input) {\n      document {\n        id title state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } version updatedAt\n        taxRegion { id }\n        lines {\n          id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n          product { id name sku isTaxable }\n          taxCategory { id name rate }\n        }\n      }\n      problems { code field message }\n    }\n  }\n": types.UpdateQuoteDocument,
    "\n  mutation SetQuoteState($id: ID!, $state: DocumentState!) {\n    setDocumentState(id: $id, state: $state) { document { id state version updatedAt } problems { code field message } }\n  }\n": types.SetQuoteStateDocument,
    "\n  mutation DeleteQuote($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n": types.DeleteQuoteDocument,
    "\n  query SyncRuns($first: Int!, $after: String) {\n    syncRuns(first: $first, after: $after) {\n      items {\n        ...RunSummary\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.SyncRunsDocument,
    "\n  query SyncRunDetails($id: ID!) {\n    syncRun(id: $id) {\n      ...RunSummary\n    }\n  }\n": types.SyncRunDetailsDocument,
    "\n  query SyncUndo($runId: ID!) {\n    syncUndo(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.SyncUndoDocument,
    "\n  mutation UndoFirstSync($runId: ID!) {\n    undoFirstSync(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.UndoFirstSyncDocument,
    "\n  query SecurityLog($kinds: [String!], $text: String, $before: ID) {\n    securityEvents(kinds: $kinds, text: $text, before: $before) {\n      id\n      at\n      kind\n      actor\n      subject\n      address\n      description\n    }\n  }\n": types.SecurityLogDocument,
    "\n  mutation NoteSecurityLogExport {\n    noteSecurityLogExport\n  }\n": types.NoteSecurityLogExportDocument,
    "\n  query TaxRegions {\n    taxRegions { id name version categories { id name rate } }\n  }\n": types.TaxRegionsDocument,
    "\n  mutation CreateTaxRegion($input: TaxRegionInput!) {\n    createTaxRegion(input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n": types.CreateTaxRegionDocument,
    "\n  mutation UpdateTaxRegion($id: ID!, $input: TaxRegionInput!) {\n    updateTaxRegion(id: $id, input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n": types.UpdateTaxRegionDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      role\n      canEdit\n      canRetry\n      canAdminister\n      user {\n        id\n        name\n        email\n      }\n      workspace {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    viewer {\n      role\n      canEdit\n      canRetry\n      canAdminister\n      user {\n        id\n        name\n        email\n      }\n      workspace {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AlertCount {\n    alerts {\n      open\n    }\n  }\n"): (typeof documents)["\n  query AlertCount {\n    alerts {\n      open\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClientChoices($search: String) {\n    clients(first: 20, search: $search) { items { id name city } totalCount }\n  }\n"): (typeof documents)["\n  query ClientChoices($search: String) {\n    clients(first: 20, search: $search) { items { id name city } totalCount }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DriftTaskFields on DriftTask {\n    key\n    code\n    section\n    step\n    message\n    advice\n    holdsBack\n    canAccept\n    affectedOpportunities\n    detectedAt\n  }\n"): (typeof documents)["\n  fragment DriftTaskFields on DriftTask {\n    key\n    code\n    section\n    step\n    message\n    advice\n    holdsBack\n    canAccept\n    affectedOpportunities\n    detectedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DriftTasks {\n    driftTasks {\n      step\n      ...DriftTaskFields\n    }\n  }\n"): (typeof documents)["\n  query DriftTasks {\n    driftTasks {\n      step\n      ...DriftTaskFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptDrift($key: ID!) {\n    acceptDriftTask(key: $key) {\n      tasks {\n        key\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptDrift($key: ID!) {\n    acceptDriftTask(key: $key) {\n      tasks {\n        key\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SyncedFields { syncedFields { record field label in out reason remoteName remoteOptions } }\n"): (typeof documents)["\n  query SyncedFields { syncedFields { record field label in out reason remoteName remoteOptions } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RecordEvent on AuditEvent {\n    id cursor at direction entity operation status name description code runId remoteUrl localPath attempt actor\n    changes { field label from to }\n  }\n"): (typeof documents)["\n  fragment RecordEvent on AuditEvent {\n    id cursor at direction entity operation status name description code runId remoteUrl localPath attempt actor\n    changes { field label from to }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecordHistory($filter: AuditFilter!, $first: Int!, $after: String) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items { id cursor ...RecordEvent }\n      pageInfo { endCursor hasNextPage }\n      liveCursor\n    }\n  }\n"): (typeof documents)["\n  query RecordHistory($filter: AuditFilter!, $first: Int!, $after: String) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items { id cursor ...RecordEvent }\n      pageInfo { endCursor hasNextPage }\n      liveCursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription RecordEventAdded($filter: AuditFilter!, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) { id cursor ...RecordEvent }\n  }\n"): (typeof documents)["\n  subscription RecordEventAdded($filter: AuditFilter!, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) { id cursor ...RecordEvent }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ConflictFields on SyncConflict {\n    id\n    entity\n    localId\n    remoteId\n    name\n    field\n    label\n    crmValue\n    connectwiseValue\n    baseValue\n    crmBy\n    crmAt\n    connectwiseBy\n    connectwiseAt\n    foundBy\n    winner\n    why\n    state\n    decidedBy\n    decidedAt\n    at\n  }\n"): (typeof documents)["\n  fragment ConflictFields on SyncConflict {\n    id\n    entity\n    localId\n    remoteId\n    name\n    field\n    label\n    crmValue\n    connectwiseValue\n    baseValue\n    crmBy\n    crmAt\n    connectwiseBy\n    connectwiseAt\n    foundBy\n    winner\n    why\n    state\n    decidedBy\n    decidedAt\n    at\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Conflicts($first: Int!, $after: String, $filter: SyncConflictFilter) {\n    conflicts(first: $first, after: $after, filter: $filter) {\n      items { ...ConflictFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Conflicts($first: Int!, $after: String, $filter: SyncConflictFilter) {\n    conflicts(first: $first, after: $after, filter: $filter) {\n      items { ...ConflictFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SettleConflict($id: ID!, $winner: Owner!) {\n    settleConflict(id: $id, winner: $winner) {\n      conflict { ...ConflictFields }\n      note\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation SettleConflict($id: ID!, $winner: Owner!) {\n    settleConflict(id: $id, winner: $winner) {\n      conflict { ...ConflictFields }\n      note\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LinkFields on EntityLink {\n    id\n    entity\n    state\n    origin\n    localId\n    localName\n    localPath\n    remoteId\n    remoteName\n    remoteUrl\n    lastSyncedAt\n    lastPulledAt\n    lastPushedAt\n    createdAt\n    brokenAt\n    differing\n    hasNewsThere\n    hold { by reason at }\n  }\n"): (typeof documents)["\n  fragment LinkFields on EntityLink {\n    id\n    entity\n    state\n    origin\n    localId\n    localName\n    localPath\n    remoteId\n    remoteName\n    remoteUrl\n    lastSyncedAt\n    lastPulledAt\n    lastPushedAt\n    createdAt\n    brokenAt\n    differing\n    hasNewsThere\n    hold { by reason at }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EntityLinks($first: Int!, $after: String, $filter: EntityLinkFilter) {\n    entityLinks(first: $first, after: $after, filter: $filter) {\n      items { ...LinkFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query EntityLinks($first: Int!, $after: String, $filter: EntityLinkFilter) {\n    entityLinks(first: $first, after: $after, filter: $filter) {\n      items { ...LinkFields }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LinkCounts {\n    entityLinkCounts { entity state count }\n  }\n"): (typeof documents)["\n  query LinkCounts {\n    entityLinkCounts { entity state count }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EntityLink($id: ID!) {\n    entityLink(id: $id) { ...LinkFields }\n  }\n"): (typeof documents)["\n  query EntityLink($id: ID!) {\n    entityLink(id: $id) { ...LinkFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecordStanding($entity: EntityType!, $localId: ID!) {\n    recordStanding(entity: $entity, localId: $localId) {\n      link { ...LinkFields }\n      neverSynced { by reason at }\n    }\n  }\n"): (typeof documents)["\n  query RecordStanding($entity: EntityType!, $localId: ID!) {\n    recordStanding(entity: $entity, localId: $localId) {\n      link { ...LinkFields }\n      neverSynced { by reason at }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LinkComparison($linkId: ID!) {\n    linkComparison(linkId: $linkId) {\n      isGoneThere\n      remoteName\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  query LinkComparison($linkId: ID!) {\n    linkComparison(linkId: $linkId) {\n      isGoneThere\n      remoteName\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LinkActions($first: Int!, $entity: EntityType, $localId: ID) {\n    linkActions(first: $first, entity: $entity, localId: $localId) {\n      items { id kind entity localId remoteId name reason by at description undoneAt undoneBy }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n"): (typeof documents)["\n  query LinkActions($first: Int!, $entity: EntityType, $localId: ID) {\n    linkActions(first: $first, entity: $entity, localId: $localId) {\n      items { id kind entity localId remoteId name reason by at description undoneAt undoneBy }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LinkActionPreview($input: LinkActionInput!) {\n    linkActionPreview(input: $input) {\n      effects\n      warnings\n      remoteName\n      taken { localId name canMerge }\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  query LinkActionPreview($input: LinkActionInput!) {\n    linkActionPreview(input: $input) {\n      effects\n      warnings\n      remoteName\n      taken { localId name canMerge }\n      fields { field label crm connectwise base differs winner stays }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeLink($input: LinkActionInput!) {\n    changeLink(input: $input) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeLink($input: LinkActionInput!) {\n    changeLink(input: $input) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeLinks($action: LinkActionKind!, $linkIds: [ID!]!, $reason: String) {\n    changeLinks(action: $action, linkIds: $linkIds, reason: $reason) {\n      action { id }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeLinks($action: LinkActionKind!, $linkIds: [ID!]!, $reason: String) {\n    changeLinks(action: $action, linkIds: $linkIds, reason: $reason) {\n      action { id }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UndoLinkAction($id: ID!) {\n    undoLinkAction(id: $id) {\n      action { id undoneAt undoneBy }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation UndoLinkAction($id: ID!) {\n    undoLinkAction(id: $id) {\n      action { id undoneAt undoneBy }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SearchRemote($entity: EntityType!, $text: String!) {\n    searchRemoteRecords(entity: $entity, text: $text, first: 20) {\n      remoteId\n      name\n      detail\n      isDeleted\n      linkedTo { localId name }\n    }\n  }\n"): (typeof documents)["\n  query SearchRemote($entity: EntityType!, $text: String!) {\n    searchRemoteRecords(entity: $entity, text: $text, first: 20) {\n      remoteId\n      name\n      detail\n      isDeleted\n      linkedTo { localId name }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MergeSurvivors {\n    mergeSurvivors { linkId localId name remoteId survivorId survivorName because linkedTo { localId name } }\n  }\n"): (typeof documents)["\n  query MergeSurvivors {\n    mergeSurvivors { linkId localId name remoteId survivorId survivorName because linkedTo { localId name } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RelinkToSurvivors($linkIds: [ID!]) {\n    relinkToSurvivors(linkIds: $linkIds) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation RelinkToSurvivors($linkIds: [ID!]) {\n    relinkToSurvivors(linkIds: $linkIds) {\n      action { id description }\n      note\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NeedsSetUp {\n    needsSetUp\n  }\n"): (typeof documents)["\n  query NeedsSetUp {\n    needsSetUp\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RunSummary on SyncRun {\n    id\n    kind\n    state\n    startedAt\n    finishedAt\n    error\n    ratePerSecond\n    settingsRevision\n    currentRecord\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n"): (typeof documents)["\n  fragment RunSummary on SyncRun {\n    id\n    kind\n    state\n    startedAt\n    finishedAt\n    error\n    ratePerSecond\n    settingsRevision\n    currentRecord\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SyncRecord($entity: EntityType!, $localId: ID!) {\n    syncRecord(entity: $entity, localId: $localId) {\n      pulled\n      pushed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SyncRecord($entity: EntityType!, $localId: ID!) {\n    syncRecord(entity: $entity, localId: $localId) {\n      pulled\n      pushed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AlertFields on Alert {\n    id\n    kind\n    sentence\n    remedy\n    openedAt\n    resolvedAt\n  }\n"): (typeof documents)["\n  fragment AlertFields on Alert {\n    id\n    kind\n    sentence\n    remedy\n    openedAt\n    resolvedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Alerts {\n    alerts {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n"): (typeof documents)["\n  query Alerts {\n    alerts {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AlertsChanged {\n    alertsChanged {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription AlertsChanged {\n    alertsChanged {\n      open\n      items {\n        ...AlertFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AlertPreference {\n    myAlertPreference {\n      atOnce\n      digest\n      quietFrom\n      quietTo\n    }\n  }\n"): (typeof documents)["\n  query AlertPreference {\n    myAlertPreference {\n      atOnce\n      digest\n      quietFrom\n      quietTo\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveAlertPreference($input: AlertPreferenceInput!) {\n    saveMyAlertPreference(input: $input) {\n      preference {\n        atOnce\n        digest\n        quietFrom\n        quietTo\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SaveAlertPreference($input: AlertPreferenceInput!) {\n    saveMyAlertPreference(input: $input) {\n      preference {\n        atOnce\n        digest\n        quietFrom\n        quietTo\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendTestAlert {\n    sendTestAlert {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SendTestAlert {\n    sendTestAlert {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AlertSettings {\n    alertSettings {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      webhooks {\n        id\n        name\n        url\n        form\n      }\n    }\n  }\n"): (typeof documents)["\n  query AlertSettings {\n    alertSettings {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      webhooks {\n        id\n        name\n        url\n        form\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveAlertRules($input: AlertRulesInput!) {\n    saveAlertRules(input: $input) {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SaveAlertRules($input: AlertRulesInput!) {\n    saveAlertRules(input: $input) {\n      rules {\n        pushOlderThanMinutes\n        failurePercent\n        brokenLinksAnHour\n        tokenExpiresWithinDays\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddWebhook($input: WebhookInput!) {\n    addWebhook(input: $input) {\n      secret\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AddWebhook($input: WebhookInput!) {\n    addWebhook(input: $input) {\n      secret\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveWebhook($id: ID!) {\n    removeWebhook(id: $id) {\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveWebhook($id: ID!) {\n    removeWebhook(id: $id) {\n      webhook {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TestWebhook($id: ID!) {\n    testWebhook(id: $id) {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation TestWebhook($id: ID!) {\n    testWebhook(id: $id) {\n      done\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TokenFields on ApiToken {\n    id\n    name\n    scopes\n    prefix\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedAddress\n    revokedAt\n    replacedById\n  }\n"): (typeof documents)["\n  fragment TokenFields on ApiToken {\n    id\n    name\n    scopes\n    prefix\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedAddress\n    revokedAt\n    replacedById\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiTokens {\n    apiTokens {\n      ...TokenFields\n    }\n    accessSettings {\n      tokenMaxDays\n      allowedOrigins\n    }\n  }\n"): (typeof documents)["\n  query ApiTokens {\n    apiTokens {\n      ...TokenFields\n    }\n    accessSettings {\n      tokenMaxDays\n      allowedOrigins\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateApiToken($id: ID!, $overlapHours: Float!) {\n    rotateApiToken(id: $id, overlapHours: $overlapHours) {\n      token {\n        ...TokenFields\n      }\n      replaced {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RotateApiToken($id: ID!, $overlapHours: Float!) {\n    rotateApiToken(id: $id, overlapHours: $overlapHours) {\n      token {\n        ...TokenFields\n      }\n      replaced {\n        ...TokenFields\n      }\n      secret\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveAccessSettings($input: AccessSettingsInput!) {\n    saveAccessSettings(input: $input) {\n      settings {\n        tokenMaxDays\n        allowedOrigins\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SaveAccessSettings($input: AccessSettingsInput!) {\n    saveAccessSettings(input: $input) {\n      settings {\n        tokenMaxDays\n        allowedOrigins\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id) {\n      token {\n        ...TokenFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id) {\n      token {\n        ...TokenFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuditRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    remoteUrl\n    description\n    code\n  }\n"): (typeof documents)["\n  fragment AuditRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    remoteUrl\n    description\n    code\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEvents($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items {\n        ...AuditRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      liveCursor\n    }\n  }\n"): (typeof documents)["\n  query AuditEvents($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      items {\n        ...AuditRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      liveCursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AuditEventAdded($filter: AuditFilter, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) {\n      ...AuditRow\n    }\n  }\n"): (typeof documents)["\n  subscription AuditEventAdded($filter: AuditFilter, $after: String) {\n    auditEventAdded(filter: $filter, after: $after) {\n      ...AuditRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEventDetails($id: ID!) {\n    auditEvent(id: $id) {\n      ...AuditRow\n      localId\n      remoteId\n      runId\n      attempt\n      requestId\n      durationMs\n      actor\n      changes {\n        field\n        label\n        from\n        to\n      }\n    }\n  }\n"): (typeof documents)["\n  query AuditEventDetails($id: ID!) {\n    auditEvent(id: $id) {\n      ...AuditRow\n      localId\n      remoteId\n      runId\n      attempt\n      requestId\n      durationMs\n      actor\n      changes {\n        field\n        label\n        from\n        to\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditNextPull {\n    integrationHealth {\n      sentence\n      nextPullAt\n      connection {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  query AuditNextPull {\n    integrationHealth {\n      sentence\n      nextPullAt\n      connection {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      viewer {\n        role\n        user {\n          id\n          name\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($email: String!, $password: String!) {\n    signIn(email: $email, password: $password) {\n      viewer {\n        role\n        user {\n          id\n          name\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Clients($first: Int!, $after: String, $search: String) {\n    clients(first: $first, after: $after, search: $search) {\n      items { id name identifier city region country phone type status link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Clients($first: Int!, $after: String, $search: String) {\n    clients(first: $first, after: $after, search: $search) {\n      items { id name identifier city region country phone type status link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClientAddress on Client {\n    addressLine1 addressLine2 city region postalCode country phone website type status identifier\n    taxRegion { id name categories { id name rate } } customFields { name value } createdAt updatedAt\n  }\n"): (typeof documents)["\n  fragment ClientAddress on Client {\n    addressLine1 addressLine2 city region postalCode country phone website type status identifier\n    taxRegion { id name categories { id name rate } } customFields { name value } createdAt updatedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClientContacts on Client {\n    id\n    contacts(first: 200) { id firstName lastName title email phone isPrimary isActive }\n  }\n"): (typeof documents)["\n  fragment ClientContacts on Client {\n    id\n    contacts(first: 200) { id firstName lastName title email phone isPrimary isActive }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClientOpportunities on Client {\n    id\n    opportunities(first: 200) { id name amount expectedCloseDate stage { id name kind } }\n  }\n"): (typeof documents)["\n  fragment ClientOpportunities on Client {\n    id\n    opportunities(first: 200) { id name amount expectedCloseDate stage { id name kind } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Client($id: ID!) {\n    syncSettings { mode }\n    client(id: $id) {\n      id name\n      link { state url origin lastSyncedAt }\n      ...ClientAddress\n      ...ClientContacts\n      ...ClientOpportunities\n    }\n  }\n"): (typeof documents)["\n  query Client($id: ID!) {\n    syncSettings { mode }\n    client(id: $id) {\n      id name\n      link { state url origin lastSyncedAt }\n      ...ClientAddress\n      ...ClientContacts\n      ...ClientOpportunities\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EditClient($id: ID!, $isNew: Boolean!) {\n    taxRegions { id name }\n    customFields(entity: \"client\") { id name type options }\n    client(id: $id) @skip(if: $isNew) { ...EditedClient }\n  }\n"): (typeof documents)["\n  query EditClient($id: ID!, $isNew: Boolean!) {\n    taxRegions { id name }\n    customFields(entity: \"client\") { id name type options }\n    client(id: $id) @skip(if: $isNew) { ...EditedClient }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateClient($input: ClientInput!) {\n    createClient(input: $input) { client { id } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation CreateClient($input: ClientInput!) {\n    createClient(input: $input) { client { id } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateClient($id: ID!, $input: ClientInput!) {\n    updateClient(id: $id, input: $input) {\n      client { id ...EditedClient ...ClientAddress }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateClient($id: ID!, $input: ClientInput!) {\n    updateClient(id: $id, input: $input) {\n      client { id ...EditedClient ...ClientAddress }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EditedClient on Client {\n    id\n    name\n    identifier\n    phone\n    website\n    type\n    status\n    taxRegion { id name }\n    addressLine1\n    addressLine2\n    postalCode\n    city\n    region\n    country\n    customFields { name value }\n    version\n  }\n"): (typeof documents)["\n  fragment EditedClient on Client {\n    id\n    name\n    identifier\n    phone\n    website\n    type\n    status\n    taxRegion { id name }\n    addressLine1\n    addressLine2\n    postalCode\n    city\n    region\n    country\n    customFields { name value }\n    version\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Contacts($first: Int!, $after: String, $search: String, $clientId: ID) {\n    contacts(first: $first, after: $after, search: $search, clientId: $clientId) {\n      items { id firstName lastName title email phone isPrimary isActive client { id name } link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Contacts($first: Int!, $after: String, $search: String, $clientId: ID) {\n    contacts(first: $first, after: $after, search: $search, clientId: $clientId) {\n      items { id firstName lastName title email phone isPrimary isActive client { id name } link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Contact($id: ID!) {\n    contact(id: $id) {\n      id firstName lastName email phone phoneExtension mobile title isPrimary isActive version createdAt updatedAt\n      client { id name }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n"): (typeof documents)["\n  query Contact($id: ID!) {\n    contact(id: $id) {\n      id firstName lastName email phone phoneExtension mobile title isPrimary isActive version createdAt updatedAt\n      client { id name }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContactClient($id: ID!) { client(id: $id) { id name } }\n"): (typeof documents)["\n  query ContactClient($id: ID!) { client(id: $id) { id name } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EditContact($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    customFields(entity: \"contact\") { id name type options }\n    contact(id: $id) @skip(if: $isNew) { ...EditedContact }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n"): (typeof documents)["\n  query EditContact($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    customFields(entity: \"contact\") { id name type options }\n    contact(id: $id) @skip(if: $isNew) { ...EditedContact }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContact($input: ContactInput!) {\n    createContact(input: $input) { contact { id } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation CreateContact($input: ContactInput!) {\n    createContact(input: $input) { contact { id } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateContact($id: ID!, $input: ContactInput!) {\n    updateContact(id: $id, input: $input) {\n      contact { id updatedAt ...EditedContact }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateContact($id: ID!, $input: ContactInput!) {\n    updateContact(id: $id, input: $input) {\n      contact { id updatedAt ...EditedContact }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EditedContact on Contact {\n    id\n    firstName\n    lastName\n    client { id name }\n    title\n    email\n    phone\n    phoneExtension\n    mobile\n    isPrimary\n    isActive\n    customFields { name value }\n    version\n  }\n"): (typeof documents)["\n  fragment EditedContact on Contact {\n    id\n    firstName\n    lastName\n    client { id name }\n    title\n    email\n    phone\n    phoneExtension\n    mobile\n    isPrimary\n    isActive\n    customFields { name value }\n    version\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CustomFieldRow on CustomField { id entity name type options version isRetired isManaged }\n"): (typeof documents)["\n  fragment CustomFieldRow on CustomField { id entity name type options version isRetired isManaged }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CustomFields {\n    client: customFields(entity: \"client\", includeRetired: true) { ...CustomFieldRow }\n    contact: customFields(entity: \"contact\", includeRetired: true) { ...CustomFieldRow }\n    opportunity: customFields(entity: \"opportunity\", includeRetired: true) { ...CustomFieldRow }\n    product: customFields(entity: \"product\", includeRetired: true) { ...CustomFieldRow }\n  }\n"): (typeof documents)["\n  query CustomFields {\n    client: customFields(entity: \"client\", includeRetired: true) { ...CustomFieldRow }\n    contact: customFields(entity: \"contact\", includeRetired: true) { ...CustomFieldRow }\n    opportunity: customFields(entity: \"opportunity\", includeRetired: true) { ...CustomFieldRow }\n    product: customFields(entity: \"product\", includeRetired: true) { ...CustomFieldRow }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateCustomField($input: CustomFieldInput!) {\n    createCustomField(input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation CreateCustomField($input: CustomFieldInput!) {\n    createCustomField(input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateCustomField($id: ID!, $input: CustomFieldInput!) {\n    updateCustomField(id: $id, input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation UpdateCustomField($id: ID!, $input: CustomFieldInput!) {\n    updateCustomField(id: $id, input: $input) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveCustomField($id: ID!) {\n    removeCustomField(id: $id) { removedId isRetired problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation RemoveCustomField($id: ID!) {\n    removeCustomField(id: $id) { removedId isRetired problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreCustomField($id: ID!) {\n    restoreCustomField(id: $id) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation RestoreCustomField($id: ID!) {\n    restoreCustomField(id: $id) { customField { id ...CustomFieldRow } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetUp($input: SetUpInput!) {\n    setUp(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetUp($input: SetUpInput!) {\n    setUp(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExcludedRecords($first: Int, $after: String, $entity: EntityType, $rule: String, $text: String) {\n    excludedRecords(first: $first, after: $after, entity: $entity, rule: $rule, text: $text) {\n      items {\n        id\n        entity\n        remoteId\n        remoteUrl\n        name\n        reason\n        localId\n        at\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query ExcludedRecords($first: Int, $after: String, $entity: EntityType, $rule: String, $text: String) {\n    excludedRecords(first: $first, after: $after, entity: $entity, rule: $rule, text: $text) {\n      items {\n        id\n        entity\n        remoteId\n        remoteUrl\n        name\n        reason\n        localId\n        at\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SettingChangeFields on SettingChange {\n    field\n    label\n    from\n    to\n  }\n"): (typeof documents)["\n  fragment SettingChangeFields on SettingChange {\n    field\n    label\n    from\n    to\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RevisionFields on SettingsRevision {\n    id\n    kind\n    revision\n    at\n    actor\n    note\n    isCurrent\n    isRestorable\n    changes {\n      ...SettingChangeFields\n    }\n  }\n"): (typeof documents)["\n  fragment RevisionFields on SettingsRevision {\n    id\n    kind\n    revision\n    at\n    actor\n    note\n    isCurrent\n    isRestorable\n    changes {\n      ...SettingChangeFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SettingsHistory($first: Int!, $after: String) {\n    settingsRevisions(first: $first, after: $after) {\n      items {\n        id\n        ...RevisionFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query SettingsHistory($first: Int!, $after: String) {\n    settingsRevisions(first: $first, after: $after) {\n      items {\n        id\n        ...RevisionFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreSettings($revision: Int!) {\n    restoreSettings(revision: $revision) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreSettings($revision: Int!) {\n    restoreSettings(revision: $revision) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportSettings {\n    exportSettings\n  }\n"): (typeof documents)["\n  query ExportSettings {\n    exportSettings\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportSettings($document: JSON!, $apply: Boolean!, $leaveOut: Boolean!, $choices: [ImportChoiceInput!]) {\n    importSettings(document: $document, apply: $apply, leaveOut: $leaveOut, choices: $choices) {\n      changes {\n        ...SettingChangeFields\n      }\n      matched {\n        kind\n        field\n        label\n        id\n        newId\n        suggestedId\n      }\n      unresolved {\n        kind\n        field\n        id\n        label\n        reason\n        isOmitted\n        suggestedId\n      }\n      options {\n        kind\n        word\n        options {\n          id\n          label\n        }\n      }\n      isApplied\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ImportSettings($document: JSON!, $apply: Boolean!, $leaveOut: Boolean!, $choices: [ImportChoiceInput!]) {\n    importSettings(document: $document, apply: $apply, leaveOut: $leaveOut, choices: $choices) {\n      changes {\n        ...SettingChangeFields\n      }\n      matched {\n        kind\n        field\n        label\n        id\n        newId\n        suggestedId\n      }\n      unresolved {\n        kind\n        field\n        id\n        label\n        reason\n        isOmitted\n        suggestedId\n      }\n      options {\n        kind\n        word\n        options {\n          id\n          label\n        }\n      }\n      isApplied\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ConnectionFields on Connection {\n    id\n    siteUrl\n    host\n    loginCompany\n    hasPrivateKey\n    publicKeyHint\n    clientIdSource\n    keysSetAt\n    keysSetBy\n    state\n    stateCode\n    stateMessage\n    stateSince\n    verifiedAt\n    version\n    apiVersion\n    apiVersionWarning\n  }\n"): (typeof documents)["\n  fragment ConnectionFields on Connection {\n    id\n    siteUrl\n    host\n    loginCompany\n    hasPrivateKey\n    publicKeyHint\n    clientIdSource\n    keysSetAt\n    keysSetBy\n    state\n    stateCode\n    stateMessage\n    stateSince\n    verifiedAt\n    version\n    apiVersion\n    apiVersionWarning\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Callbacks {\n    callbacks {\n      state\n      sentence\n      lastEventAt\n      checkedAt\n      eventsLastHour\n      rejected\n      renewed\n      entries {\n        entity\n        remoteId\n      }\n    }\n  }\n"): (typeof documents)["\n  query Callbacks {\n    callbacks {\n      state\n      sentence\n      lastEventAt\n      checkedAt\n      eventsLastHour\n      rejected\n      renewed\n      entries {\n        entity\n        remoteId\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CheckCallbacks {\n    checkCallbacks {\n      callbacks {\n        state\n        sentence\n        lastEventAt\n        checkedAt\n        eventsLastHour\n        rejected\n        renewed\n        entries {\n          entity\n          remoteId\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CheckCallbacks {\n    checkCallbacks {\n      callbacks {\n        state\n        sentence\n        lastEventAt\n        checkedAt\n        eventsLastHour\n        rejected\n        renewed\n        entries {\n          entity\n          remoteId\n        }\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Integrations {\n    connection {\n      ...ConnectionFields\n    }\n    syncSettings {\n      mode\n      startedAt\n    }\n    integrationHealth {\n      lastPullAt\n      nextPullAt\n      openIssues\n    }\n  }\n"): (typeof documents)["\n  query Integrations {\n    connection {\n      ...ConnectionFields\n    }\n    syncSettings {\n      mode\n      startedAt\n    }\n    integrationHealth {\n      lastPullAt\n      nextPullAt\n      openIssues\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ConnectionForForm {\n    connection {\n      ...ConnectionFields\n    }\n  }\n"): (typeof documents)["\n  query ConnectionForForm {\n    connection {\n      ...ConnectionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Connect($input: ConnectInput!) {\n    connect(input: $input) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Connect($input: ConnectInput!) {\n    connect(input: $input) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation VerifyConnection {\n    verifyConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation VerifyConnection {\n    verifyConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseConnection($reason: String!) {\n    pauseConnection(reason: $reason) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation PauseConnection($reason: String!) {\n    pauseConnection(reason: $reason) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeConnection {\n    resumeConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResumeConnection {\n    resumeConnection {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DisconnectPreview($removeLinks: Boolean!) {\n    disconnectPreview(removeLinks: $removeLinks) {\n      sentences\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  query DisconnectPreview($removeLinks: Boolean!) {\n    disconnectPreview(removeLinks: $removeLinks) {\n      sentences\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Disconnect($removeLinks: Boolean!) {\n    disconnect(removeLinks: $removeLinks) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Disconnect($removeLinks: Boolean!) {\n    disconnect(removeLinks: $removeLinks) {\n      connection {\n        ...ConnectionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RemoteCustomFieldFields on RemoteCustomField {\n    remoteId\n    record\n    caption\n    type\n    crmType\n    options\n    isRequired\n    value\n    customFieldId\n    unknownOptions\n    choices {\n      id\n      name\n      type\n      misfit\n    }\n  }\n"): (typeof documents)["\n  fragment RemoteCustomFieldFields on RemoteCustomField {\n    remoteId\n    record\n    caption\n    type\n    crmType\n    options\n    isRequired\n    value\n    customFieldId\n    unknownOptions\n    choices {\n      id\n      name\n      type\n      misfit\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DefineFieldForConnectWise($input: CustomFieldInput!) {\n    createCustomField(input: $input) {\n      customField {\n        id\n        name\n      }\n      problems {\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DefineFieldForConnectWise($input: CustomFieldInput!) {\n    createCustomField(input: $input) {\n      customField {\n        id\n        name\n      }\n      problems {\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CustomFieldsPage {\n    syncSettings {\n      revision\n    }\n    remoteCustomFields {\n      ...RemoteCustomFieldFields\n    }\n  }\n"): (typeof documents)["\n  query CustomFieldsPage {\n    syncSettings {\n      revision\n    }\n    remoteCustomFields {\n      ...RemoteCustomFieldFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProductMapFields on SyncSettings {\n    revision\n    productMap {\n      standard\n      nameTo\n      identifierFrom\n      standardDefaults {\n        productTypeId\n        categoryId\n        subcategoryId\n        productClass\n      }\n      types {\n        value\n        remoteId\n      }\n      categories {\n        category\n        subcategory\n        remoteId\n      }\n      classes {\n        value\n        remoteId\n      }\n      identifiers {\n        value\n        remoteId\n      }\n      lineItems {\n        other\n        discount\n        shipping\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ProductMapFields on SyncSettings {\n    revision\n    productMap {\n      standard\n      nameTo\n      identifierFrom\n      standardDefaults {\n        productTypeId\n        categoryId\n        subcategoryId\n        productClass\n      }\n      types {\n        value\n        remoteId\n      }\n      categories {\n        category\n        subcategory\n        remoteId\n      }\n      classes {\n        value\n        remoteId\n      }\n      identifiers {\n        value\n        remoteId\n      }\n      lineItems {\n        other\n        discount\n        shipping\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MappingRowFields on ProductMappingRow {\n    value\n    category\n    subcategory\n    isBundle\n    count\n    label\n    rule\n    reason\n  }\n"): (typeof documents)["\n  fragment MappingRowFields on ProductMappingRow {\n    value\n    category\n    subcategory\n    isBundle\n    count\n    label\n    rule\n    reason\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProductMapPage {\n    syncSettings {\n      ...ProductMapFields\n    }\n    productMapping {\n      nameClashes\n      types {\n        ...MappingRowFields\n      }\n      categories {\n        ...MappingRowFields\n      }\n      classes {\n        ...MappingRowFields\n      }\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n    subcategories: referenceItems(kind: \"subcategory\") {\n      ...OptionFields\n      flags\n    }\n  }\n"): (typeof documents)["\n  query ProductMapPage {\n    syncSettings {\n      ...ProductMapFields\n    }\n    productMapping {\n      nameClashes\n      types {\n        ...MappingRowFields\n      }\n      categories {\n        ...MappingRowFields\n      }\n      classes {\n        ...MappingRowFields\n      }\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n    subcategories: referenceItems(kind: \"subcategory\") {\n      ...OptionFields\n      flags\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProductIdCounts($source: ProductIdSource!) {\n    productIdCounts(source: $source) {\n      products\n      lacking\n      tooLong\n      shared\n      sharedValues\n    }\n  }\n"): (typeof documents)["\n  query ProductIdCounts($source: ProductIdSource!) {\n    productIdCounts(source: $source) {\n      products\n      lacking\n      tooLong\n      shared\n      sharedValues\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProductsWithoutOwnId($source: ProductIdSource!, $standing: ProductIdStanding!, $first: Int, $after: String) {\n    productsWithoutOwnId(source: $source, standing: $standing, first: $first, after: $after) {\n      items {\n        id: productId\n        name\n        value\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query ProductsWithoutOwnId($source: ProductIdSource!, $standing: ProductIdStanding!, $first: Int, $after: String) {\n    productsWithoutOwnId(source: $source, standing: $standing, first: $first, after: $after) {\n      items {\n        id: productId\n        name\n        value\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StageMapFields on SyncSettings {\n    stageMap {\n      stage {\n        id\n        name\n        kind\n        position\n      }\n      remoteStageId\n      remoteStatusId\n    }\n    opportunityMapping {\n      statusSource\n      wonStatusId\n      lostStatusId\n      closedStatusWins\n    }\n    closedStatuses {\n      statusId\n      outcome\n    }\n    mappingFallback {\n      remoteStageId\n      remoteStatusId\n      stageId\n    }\n    startedAt\n  }\n"): (typeof documents)["\n  fragment StageMapFields on SyncSettings {\n    stageMap {\n      stage {\n        id\n        name\n        kind\n        position\n      }\n      remoteStageId\n      remoteStatusId\n    }\n    opportunityMapping {\n      statusSource\n      wonStatusId\n      lostStatusId\n      closedStatusWins\n    }\n    closedStatuses {\n      statusId\n      outcome\n    }\n    mappingFallback {\n      remoteStageId\n      remoteStatusId\n      stageId\n    }\n    startedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MappingOptionFields on ReferenceItem {\n    remoteId\n    label\n    isActive\n    flags\n  }\n"): (typeof documents)["\n  fragment MappingOptionFields on ReferenceItem {\n    remoteId\n    label\n    isActive\n    flags\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StageMapPage {\n    syncSettings {\n      ...StageMapFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...MappingOptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...MappingOptionFields\n    }\n  }\n"): (typeof documents)["\n  query StageMapPage {\n    syncSettings {\n      ...StageMapFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...MappingOptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...MappingOptionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MappedRegionFields on MappedTaxRegion {\n    id\n    name\n    taxableRate\n    taxCodeId\n    by\n    codeLabel\n    codeRate\n    isCodeActive\n    notes\n    importedAt\n  }\n"): (typeof documents)["\n  fragment MappedRegionFields on MappedTaxRegion {\n    id\n    name\n    taxableRate\n    taxCodeId\n    by\n    codeLabel\n    codeRate\n    isCodeActive\n    notes\n    importedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaxMapPage {\n    syncSettings {\n      revision\n      startedAt\n    }\n    taxMapping {\n      importedAt\n      regions {\n        ...MappedRegionFields\n      }\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n  }\n"): (typeof documents)["\n  query TaxMapPage {\n    syncSettings {\n      revision\n      startedAt\n    }\n    taxMapping {\n      importedAt\n      regions {\n        ...MappedRegionFields\n      }\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TaxImportFields on TaxImportItem {\n    taxCodeId\n    identifier\n    label\n    state\n    regionName\n    rate\n    rateBefore\n    notes\n  }\n"): (typeof documents)["\n  fragment TaxImportFields on TaxImportItem {\n    taxCodeId\n    identifier\n    label\n    state\n    regionName\n    rate\n    rateBefore\n    notes\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportTaxCodes($apply: Boolean!, $decisions: [TaxClashInput!]) {\n    importTaxCodes(apply: $apply, decisions: $decisions) {\n      applied\n      items {\n        ...TaxImportFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ImportTaxCodes($apply: Boolean!, $decisions: [TaxClashInput!]) {\n    importTaxCodes(apply: $apply, decisions: $decisions) {\n      applied\n      items {\n        ...TaxImportFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MatchRunFields on MatchRun {\n    id\n    state\n    startedAt\n    startedBy\n    finishedAt\n    error\n    entities {\n      entity\n      expected\n      read\n      compared\n      pairs\n      isRead\n      isCompared\n    }\n  }\n"): (typeof documents)["\n  fragment MatchRunFields on MatchRun {\n    id\n    state\n    startedAt\n    startedBy\n    finishedAt\n    error\n    entities {\n      entity\n      expected\n      read\n      compared\n      pairs\n      isRead\n      isCompared\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MatchSummaryFields on MatchSummary {\n    threshold\n    savedThreshold\n    waiting\n    changedSince\n    linkRefusal\n    run {\n      ...MatchRunFields\n    }\n    entities {\n      entity\n      exact\n      probable\n      ambiguous\n      later\n      linked\n      rejected\n      create\n      onlyLocal\n      onlyRemote\n      excludedLocal\n      excludedRemote\n    }\n  }\n"): (typeof documents)["\n  fragment MatchSummaryFields on MatchSummary {\n    threshold\n    savedThreshold\n    waiting\n    changedSince\n    linkRefusal\n    run {\n      ...MatchRunFields\n    }\n    entities {\n      entity\n      exact\n      probable\n      ambiguous\n      later\n      linked\n      rejected\n      create\n      onlyLocal\n      onlyRemote\n      excludedLocal\n      excludedRemote\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MatchSummary($threshold: Int) {\n    matchSummary(threshold: $threshold) {\n      ...MatchSummaryFields\n    }\n  }\n"): (typeof documents)["\n  query MatchSummary($threshold: Int) {\n    matchSummary(threshold: $threshold) {\n      ...MatchSummaryFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MatchPairFields on MatchPair {\n    id\n    entity\n    remoteId\n    remoteName\n    remoteUrl\n    localId\n    localName\n    score\n    rival\n    veto\n    state\n    decidedBy\n    decidedAt\n    breakdown {\n      attribute\n      outcome\n      points\n      local\n      remote\n    }\n  }\n"): (typeof documents)["\n  fragment MatchPairFields on MatchPair {\n    id\n    entity\n    remoteId\n    remoteName\n    remoteUrl\n    localId\n    localName\n    score\n    rival\n    veto\n    state\n    decidedBy\n    decidedAt\n    breakdown {\n      attribute\n      outcome\n      points\n      local\n      remote\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MatchPairs(\n    $entity: EntityType!\n    $bucket: MatchBucket\n    $threshold: Int\n    $search: String\n    $remoteId: String\n    $first: Int!\n    $after: String\n  ) {\n    matchPairs(\n      entity: $entity\n      bucket: $bucket\n      threshold: $threshold\n      search: $search\n      remoteId: $remoteId\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...MatchPairFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query MatchPairs(\n    $entity: EntityType!\n    $bucket: MatchBucket\n    $threshold: Int\n    $search: String\n    $remoteId: String\n    $first: Int!\n    $after: String\n  ) {\n    matchPairs(\n      entity: $entity\n      bucket: $bucket\n      threshold: $threshold\n      search: $search\n      remoteId: $remoteId\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...MatchPairFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnmatchedRecords(\n    $entity: EntityType!\n    $list: UnmatchedList!\n    $threshold: Int\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    unmatchedRecords(\n      entity: $entity\n      list: $list\n      threshold: $threshold\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        id\n        entity\n        name\n        detail\n        parentName\n        localId\n        remoteId\n        remoteUrl\n        reason\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query UnmatchedRecords(\n    $entity: EntityType!\n    $list: UnmatchedList!\n    $threshold: Int\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    unmatchedRecords(\n      entity: $entity\n      list: $list\n      threshold: $threshold\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        id\n        entity\n        name\n        detail\n        parentName\n        localId\n        remoteId\n        remoteUrl\n        reason\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MatchDecisions {\n    matchDecisions\n  }\n"): (typeof documents)["\n  query MatchDecisions {\n    matchDecisions\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartMatching {\n    startMatching {\n      run {\n        ...MatchRunFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartMatching {\n    startMatching {\n      run {\n        ...MatchRunFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DecideMatches($ids: [ID!]!, $decision: ReviewDecision!) {\n    decideMatches(ids: $ids, decision: $decision) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DecideMatches($ids: [ID!]!, $decision: ReviewDecision!) {\n    decideMatches(ids: $ids, decision: $decision) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptMatches($threshold: Int!) {\n    acceptMatchesAbove(threshold: $threshold) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptMatches($threshold: Int!) {\n    acceptMatchesAbove(threshold: $threshold) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportMatchDecisions($csv: String!) {\n    importMatchDecisions(csv: $csv) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ImportMatchDecisions($csv: String!) {\n    importMatchDecisions(csv: $csv) {\n      decided\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PermissionFields on PermissionReport {\n    checkedAt\n    checkedBy\n    denied\n    lines {\n      id\n      module\n      action\n      level\n      table\n      what\n      isNeeded\n      state\n      reason\n      fix\n    }\n  }\n"): (typeof documents)["\n  fragment PermissionFields on PermissionReport {\n    checkedAt\n    checkedBy\n    denied\n    lines {\n      id\n      module\n      action\n      level\n      table\n      what\n      isNeeded\n      state\n      reason\n      fix\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Permissions {\n    permissionReport {\n      ...PermissionFields\n    }\n  }\n"): (typeof documents)["\n  query Permissions {\n    permissionReport {\n      ...PermissionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CheckPermissions {\n    checkPermissions {\n      report {\n        ...PermissionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CheckPermissions {\n    checkPermissions {\n      report {\n        ...PermissionFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PreviewSummary on SyncPreview {\n    id\n    state\n    settingsRevision\n    startedAt\n    finishedAt\n    requestedBy\n    cancelledBy\n    error\n    changedSince\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n"): (typeof documents)["\n  fragment PreviewSummary on SyncPreview {\n    id\n    state\n    settingsRevision\n    startedAt\n    finishedAt\n    requestedBy\n    cancelledBy\n    error\n    changedSince\n    entities {\n      entity\n      expected\n      processed\n      created\n      updated\n      linked\n      unchanged\n      skipped\n      failed\n      startedAt\n      finishedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LatestPreview {\n    latestPreview {\n      ...PreviewSummary\n    }\n  }\n"): (typeof documents)["\n  query LatestPreview {\n    latestPreview {\n      ...PreviewSummary\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LatestPreviewChanged {\n    latestPreviewChanged {\n      ...PreviewSummary\n    }\n  }\n"): (typeof documents)["\n  subscription LatestPreviewChanged {\n    latestPreviewChanged {\n      ...PreviewSummary\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartPreview {\n    startPreview {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartPreview {\n    startPreview {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelPreview($id: ID!) {\n    cancelPreview(id: $id) {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CancelPreview($id: ID!) {\n    cancelPreview(id: $id) {\n      preview {\n        ...PreviewSummary\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PreviewRecordRow on PreviewRecord {\n    id\n    entity\n    operation\n    name\n    remoteId\n    remoteUrl\n    localId\n    code\n    reason\n    changes {\n      field\n      label\n      from\n      to\n    }\n  }\n"): (typeof documents)["\n  fragment PreviewRecordRow on PreviewRecord {\n    id\n    entity\n    operation\n    name\n    remoteId\n    remoteUrl\n    localId\n    code\n    reason\n    changes {\n      field\n      label\n      from\n      to\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewRecords(\n    $previewId: ID!\n    $entity: EntityType\n    $operation: PreviewOperation\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    previewRecords(\n      previewId: $previewId\n      entity: $entity\n      operation: $operation\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...PreviewRecordRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query PreviewRecords(\n    $previewId: ID!\n    $entity: EntityType\n    $operation: PreviewOperation\n    $search: String\n    $first: Int!\n    $after: String\n  ) {\n    previewRecords(\n      previewId: $previewId\n      entity: $entity\n      operation: $operation\n      search: $search\n      first: $first\n      after: $after\n    ) {\n      items {\n        ...PreviewRecordRow\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FieldDirections {\n    syncSettings {\n      revision\n      fieldDirections {\n        field\n        direction\n        owner\n        asks\n      }\n    }\n    syncedFields {\n      record\n      field\n      label\n      in\n      out\n      reason\n    }\n  }\n"): (typeof documents)["\n  query FieldDirections {\n    syncSettings {\n      revision\n      fieldDirections {\n        field\n        direction\n        owner\n        asks\n      }\n    }\n    syncedFields {\n      record\n      field\n      label\n      in\n      out\n      reason\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ScopeFields on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    options {\n      pushLost\n      documentLinks {\n        isOn\n        expireAfterDays\n      }\n      owners {\n        company\n        contact\n        product\n        opportunity\n      }\n    }\n    filters {\n      id\n      entity\n      direction\n      field\n      operator\n      values\n    }\n    defaults {\n      ...ScopeDefaults\n    }\n    chosenDefaults {\n      ...ScopeDefaults\n    }\n  }\n"): (typeof documents)["\n  fragment ScopeFields on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    options {\n      pushLost\n      documentLinks {\n        isOn\n        expireAfterDays\n      }\n      owners {\n        company\n        contact\n        product\n        opportunity\n      }\n    }\n    filters {\n      id\n      entity\n      direction\n      field\n      operator\n      values\n    }\n    defaults {\n      ...ScopeDefaults\n    }\n    chosenDefaults {\n      ...ScopeDefaults\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ScopeDefaults on SyncDefaults {\n    locationId\n    departmentId\n    ratingId\n    stageId\n    statusId\n    opportunityTypeId\n    salesRepId\n    taxCodeId\n    closeDateOffsetDays\n    localStageId\n    contactName\n  }\n"): (typeof documents)["\n  fragment ScopeDefaults on SyncDefaults {\n    locationId\n    departmentId\n    ratingId\n    stageId\n    statusId\n    opportunityTypeId\n    salesRepId\n    taxCodeId\n    closeDateOffsetDays\n    localStageId\n    contactName\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ScopePage {\n    syncSettings {\n      ...ScopeFields\n    }\n    integrationHealth {\n      nextPullAt\n    }\n    pipelineStages {\n      id\n      name\n      kind\n    }\n    locations: referenceItems(kind: \"location\") {\n      remoteId\n      flags\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    ratings: referenceItems(kind: \"rating\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n    opportunityTypes: referenceItems(kind: \"opportunity_type\") {\n      ...OptionFields\n    }\n    members: referenceItems(kind: \"member\") {\n      ...OptionFields\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n    companyTypes: referenceItems(kind: \"company_type\") {\n      ...OptionFields\n    }\n    companyStatuses: referenceItems(kind: \"company_status\") {\n      ...OptionFields\n    }\n    contactTypes: referenceItems(kind: \"contact_type\") {\n      ...OptionFields\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n  }\n"): (typeof documents)["\n  query ScopePage {\n    syncSettings {\n      ...ScopeFields\n    }\n    integrationHealth {\n      nextPullAt\n    }\n    pipelineStages {\n      id\n      name\n      kind\n    }\n    locations: referenceItems(kind: \"location\") {\n      remoteId\n      flags\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    ratings: referenceItems(kind: \"rating\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n    opportunityTypes: referenceItems(kind: \"opportunity_type\") {\n      ...OptionFields\n    }\n    members: referenceItems(kind: \"member\") {\n      ...OptionFields\n    }\n    taxCodes: referenceItems(kind: \"tax_code\") {\n      ...OptionFields\n    }\n    companyTypes: referenceItems(kind: \"company_type\") {\n      ...OptionFields\n    }\n    companyStatuses: referenceItems(kind: \"company_status\") {\n      ...OptionFields\n    }\n    contactTypes: referenceItems(kind: \"contact_type\") {\n      ...OptionFields\n    }\n    productTypes: referenceItems(kind: \"product_type\") {\n      ...OptionFields\n    }\n    categories: referenceItems(kind: \"category\") {\n      ...OptionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAllDocumentLinks {\n    revokeAllDocumentLinks {\n      revoked\n      problems {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeAllDocumentLinks {\n    revokeAllDocumentLinks {\n      revoked\n      problems {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ModePreview($mode: SyncMode) {\n    modePreview(mode: $mode) {\n      preview {\n        mode\n        sentences\n        unpushedEdits\n        newHere\n        skippedByMode\n        heldPushes\n        incoming\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  query ModePreview($mode: SyncMode) {\n    modePreview(mode: $mode) {\n      preview {\n        mode\n        sentences\n        unpushedEdits\n        newHere\n        skippedByMode\n        heldPushes\n        incoming\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CatchUp($input: CatchUpInput!) {\n    catchUp(input: $input) {\n      edits\n      newRecords\n      changes\n      problems {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CatchUp($input: CatchUpInput!) {\n    catchUp(input: $input) {\n      edits\n      newRecords\n      changes\n      problems {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FilterTest($entity: EntityType!, $direction: Direction!, $rules: [FilterRuleInput!]!) {\n    testFilter(entity: $entity, direction: $direction, rules: $rules) {\n      test {\n        matching\n        excluded\n        lookedAt\n        total\n        isCapped\n        passing {\n          id\n          name\n        }\n        excludedSamples {\n          id\n          name\n          reason\n        }\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  query FilterTest($entity: EntityType!, $direction: Direction!, $rules: [FilterRuleInput!]!) {\n    testFilter(entity: $entity, direction: $direction, rules: $rules) {\n      test {\n        matching\n        excluded\n        lookedAt\n        total\n        isCapped\n        passing {\n          id\n          name\n        }\n        excludedSamples {\n          id\n          name\n          reason\n        }\n      }\n      problems {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BundlePreview {\n    bundlePreview {\n      preview {\n        productId\n        name\n        quantity\n        price\n        modes {\n          mode\n          total\n          note\n          lines {\n            description\n            quantity\n            total\n            isComponent\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query BundlePreview {\n    bundlePreview {\n      preview {\n        productId\n        name\n        quantity\n        price\n        modes {\n          mode\n          total\n          note\n          lines {\n            description\n            quantity\n            total\n            isComponent\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CompanyStandings {\n    companyStandings {\n      statusId\n      label\n      count\n    }\n  }\n"): (typeof documents)["\n  query CompanyStandings {\n    companyStandings {\n      statusId\n      label\n      count\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SetupSteps {\n    connection {\n      id\n      state\n    }\n    syncSettings {\n      revision\n      startedAt\n    }\n    setupSteps {\n      step\n      state\n      note\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  query SetupSteps {\n    connection {\n      id\n      state\n    }\n    syncSettings {\n      revision\n      startedAt\n    }\n    setupSteps {\n      step\n      state\n      note\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OptionFields on ReferenceItem {\n    kind\n    remoteId\n    label\n    isActive\n  }\n"): (typeof documents)["\n  fragment OptionFields on ReferenceItem {\n    kind\n    remoteId\n    label\n    isActive\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveSyncSettings($input: SyncSettingsInput!) {\n    saveSyncSettings(input: $input) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SaveSyncSettings($input: SyncSettingsInput!) {\n    saveSyncSettings(input: $input) {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefreshReferenceData {\n    refreshReferenceData {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RefreshReferenceData {\n    refreshReferenceData {\n      settings {\n        revision\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReferenceLists {\n    referenceLists {\n      kind\n      readAt\n    }\n  }\n"): (typeof documents)["\n  query ReferenceLists {\n    referenceLists {\n      kind\n      readAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StartHealth on IntegrationHealth {\n    troubles {\n      code\n      tone\n      sentence\n      remedy\n    }\n    openIssues\n    nextPullAt\n    connection {\n      id\n      state\n      stateMessage\n      stateSince\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      ...RunSummary\n    }\n  }\n"): (typeof documents)["\n  fragment StartHealth on IntegrationHealth {\n    troubles {\n      code\n      tone\n      sentence\n      remedy\n    }\n    openIssues\n    nextPullAt\n    connection {\n      id\n      state\n      stateMessage\n      stateSince\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      ...RunSummary\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StartSettings on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    defaults {\n      locationId\n      departmentId\n      stageId\n      statusId\n    }\n    stageMap {\n      stage {\n        id\n        name\n        kind\n      }\n      effective\n    }\n  }\n"): (typeof documents)["\n  fragment StartSettings on SyncSettings {\n    mode\n    bundleMode\n    revision\n    startedAt\n    defaults {\n      locationId\n      departmentId\n      stageId\n      statusId\n    }\n    stageMap {\n      stage {\n        id\n        name\n        kind\n      }\n      effective\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StartPage {\n    syncSettings {\n      ...StartSettings\n    }\n    setupSteps {\n      step\n      problems {\n        code\n        field\n        message\n      }\n    }\n    integrationHealth {\n      ...StartHealth\n    }\n    locations: referenceItems(kind: \"location\") {\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n  }\n"): (typeof documents)["\n  query StartPage {\n    syncSettings {\n      ...StartSettings\n    }\n    setupSteps {\n      step\n      problems {\n        code\n        field\n        message\n      }\n    }\n    integrationHealth {\n      ...StartHealth\n    }\n    locations: referenceItems(kind: \"location\") {\n      ...OptionFields\n    }\n    departments: referenceItems(kind: \"department\") {\n      ...OptionFields\n    }\n    stages: referenceItems(kind: \"stage\") {\n      ...OptionFields\n    }\n    statuses: referenceItems(kind: \"status\") {\n      ...OptionFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription StartHealthChanged {\n    integrationHealthChanged {\n      ...StartHealth\n    }\n  }\n"): (typeof documents)["\n  subscription StartHealthChanged {\n    integrationHealthChanged {\n      ...StartHealth\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartSync($previewId: ID, $onlyNew: Boolean) {\n    startSync(previewId: $previewId, onlyNew: $onlyNew) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n        step\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartSync($previewId: ID, $onlyNew: Boolean) {\n    startSync(previewId: $previewId, onlyNew: $onlyNew) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n        step\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelRun($id: ID!) {\n    cancelRun(id: $id) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CancelRun($id: ID!) {\n    cancelRun(id: $id) {\n      run {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment IssueFields on SyncIssue {\n    id\n    entity\n    direction\n    code\n    message\n    advice\n    recordName\n    localId\n    remoteId\n    remoteUrl\n    state\n    attempts\n    firstSeenAt\n    lastSeenAt\n    nextRetryAt\n    fixStep\n    candidates {\n      id\n      name\n      detail\n    }\n    difference {\n      quoteId\n      quote {\n        oneTime\n        recurring\n      }\n      connectWise {\n        oneTime\n        recurring\n      }\n      lines {\n        name\n        quote {\n          oneTime\n          recurring\n        }\n        connectWise {\n          oneTime\n          recurring\n        }\n        remarks\n        differs\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment IssueFields on SyncIssue {\n    id\n    entity\n    direction\n    code\n    message\n    advice\n    recordName\n    localId\n    remoteId\n    remoteUrl\n    state\n    attempts\n    firstSeenAt\n    lastSeenAt\n    nextRetryAt\n    fixStep\n    candidates {\n      id\n      name\n      detail\n    }\n    difference {\n      quoteId\n      quote {\n        oneTime\n        recurring\n      }\n      connectWise {\n        oneTime\n        recurring\n      }\n      lines {\n        name\n        quote {\n          oneTime\n          recurring\n        }\n        connectWise {\n          oneTime\n          recurring\n        }\n        remarks\n        differs\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Issues($first: Int!, $after: String, $state: IssueState, $entity: EntityType, $code: String) {\n    issues(first: $first, after: $after, state: $state, entity: $entity, code: $code) {\n      items {\n        ...IssueFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Issues($first: Int!, $after: String, $state: IssueState, $entity: EntityType, $code: String) {\n    issues(first: $first, after: $after, state: $state, entity: $entity, code: $code) {\n      items {\n        ...IssueFields\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription OpenIssuesChanged {\n    integrationHealthChanged {\n      openIssues\n      pendingPushes\n      sentence\n      troubles {\n        code\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription OpenIssuesChanged {\n    integrationHealthChanged {\n      openIssues\n      pendingPushes\n      sentence\n      troubles {\n        code\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryIssues($ids: [ID!]!) {\n    retryIssues(ids: $ids) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RetryIssues($ids: [ID!]!) {\n    retryIssues(ids: $ids) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DismissIssue($id: ID!, $reason: String!) {\n    dismissIssue(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DismissIssue($id: ID!, $reason: String!) {\n    dismissIssue(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptDifference($id: ID!, $reason: String!) {\n    acceptDifference(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptDifference($id: ID!, $reason: String!) {\n    acceptDifference(id: $id, reason: $reason) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResolveMatch($id: ID!, $input: ResolveMatchInput!) {\n    resolveMatch(id: $id, input: $input) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResolveMatch($id: ID!, $input: ResolveMatchInput!) {\n    resolveMatch(id: $id, input: $input) {\n      issue {\n        ...IssueFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EditedOpportunity on Opportunity {\n    id\n    name\n    client { id name }\n    contact { id firstName lastName }\n    stage { id name kind }\n    expectedCloseDate\n    owner { id name }\n    notes\n    customFields { name value }\n    version\n  }\n"): (typeof documents)["\n  fragment EditedOpportunity on Opportunity {\n    id\n    name\n    client { id name }\n    contact { id firstName lastName }\n    stage { id name kind }\n    expectedCloseDate\n    owner { id name }\n    notes\n    customFields { name value }\n    version\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Opportunities($first: Int!, $after: String, $search: String, $stageId: ID, $kind: StageKind, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, kind: $kind, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate updatedAt\n        client { id name }\n        stage { id name kind }\n        owner { id name }\n        push { state step error }\n        link { state }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Opportunities($first: Int!, $after: String, $search: String, $stageId: ID, $kind: StageKind, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, kind: $kind, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate updatedAt\n        client { id name }\n        stage { id name kind }\n        owner { id name }\n        push { state step error }\n        link { state }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PipelineStages { pipelineStages { id name position kind } }\n"): (typeof documents)["\n  query PipelineStages { pipelineStages { id name position kind } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardColumn($stageId: ID!, $first: Int!, $after: String, $search: String, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate version\n        client { id name }\n        stage { id }\n        owner { id name }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query BoardColumn($stageId: ID!, $first: Int!, $after: String, $search: String, $clientId: ID) {\n    opportunities(first: $first, after: $after, search: $search, stageId: $stageId, clientId: $clientId) {\n      items {\n        id name amount expectedCloseDate version\n        client { id name }\n        stage { id }\n        owner { id name }\n      }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpportunityHeader on Opportunity {\n    id name amount monthly wonAt lostAt\n    recurring { cycle subtotal discount }\n    stage { id name kind }\n    client { id name link { state url } }\n    link { state url lastSyncedAt }\n    documents(first: 200) { id kind title number state total createdAt }\n  }\n"): (typeof documents)["\n  fragment OpportunityHeader on Opportunity {\n    id name amount monthly wonAt lostAt\n    recurring { cycle subtotal discount }\n    stage { id name kind }\n    client { id name link { state url } }\n    link { state url lastSyncedAt }\n    documents(first: 200) { id kind title number state total createdAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpportunityPush on Opportunity {\n    id\n    stage {\n      kind\n    }\n    link { url }\n    push { state step attempts nextAttemptAt errorCode error updatedAt }\n  }\n"): (typeof documents)["\n  fragment OpportunityPush on Opportunity {\n    id\n    stage {\n      kind\n    }\n    link { url }\n    push { state step attempts nextAttemptAt errorCode error updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpportunityDocuments on Opportunity {\n    id\n    stage { id kind }\n    documents(first: 200) { id kind title number state total fileName contentType sizeBytes url createdAt updatedAt link { expiresAt revokedAt opened openedAt } }\n  }\n"): (typeof documents)["\n  fragment OpportunityDocuments on Opportunity {\n    id\n    stage { id kind }\n    documents(first: 200) { id kind title number state total fileName contentType sizeBytes url createdAt updatedAt link { expiresAt revokedAt opened openedAt } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeDocumentLink($documentId: ID!) {\n    revokeDocumentLink(documentId: $documentId) { revoked problems { code message } }\n  }\n"): (typeof documents)["\n  mutation RevokeDocumentLink($documentId: ID!) {\n    revokeDocumentLink(documentId: $documentId) { revoked problems { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpportunityDetails on Opportunity {\n    id expectedCloseDate notes createdAt updatedAt wonAt lostAt\n    client { id name }\n    contact { id firstName lastName email phone }\n    owner { id name email }\n    customFields { name value }\n  }\n"): (typeof documents)["\n  fragment OpportunityDetails on Opportunity {\n    id expectedCloseDate notes createdAt updatedAt wonAt lostAt\n    client { id name }\n    contact { id firstName lastName email phone }\n    owner { id name email }\n    customFields { name value }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Opportunity($id: ID!) {\n    pipelineStages { id name position kind }\n    opportunity(id: $id) {\n      id name\n      push { state }\n      ...OpportunityHeader\n      ...OpportunityPush\n      ...OpportunityDocuments\n      ...OpportunityDetails\n    }\n  }\n"): (typeof documents)["\n  query Opportunity($id: ID!) {\n    pipelineStages { id name position kind }\n    opportunity(id: $id) {\n      id name\n      push { state }\n      ...OpportunityHeader\n      ...OpportunityPush\n      ...OpportunityDocuments\n      ...OpportunityDetails\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EditOpportunity($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    viewer { user { id } }\n    users { id name }\n    pipelineStages { id name position kind }\n    customFields(entity: \"opportunity\") { id name type options }\n    opportunity(id: $id) @skip(if: $isNew) { ...EditedOpportunity }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n"): (typeof documents)["\n  query EditOpportunity($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {\n    viewer { user { id } }\n    users { id name }\n    pipelineStages { id name position kind }\n    customFields(entity: \"opportunity\") { id name type options }\n    opportunity(id: $id) @skip(if: $isNew) { ...EditedOpportunity }\n    client(id: $clientId) @include(if: $hasClient) { id name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpportunityClient($id: ID!) { client(id: $id) { id name } }\n"): (typeof documents)["\n  query OpportunityClient($id: ID!) { client(id: $id) { id name } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpportunityContactChoices($clientId: ID!) {\n    contacts(first: 200, clientId: $clientId) { items { id firstName lastName title isActive } }\n  }\n"): (typeof documents)["\n  query OpportunityContactChoices($clientId: ID!) {\n    contacts(first: 200, clientId: $clientId) { items { id firstName lastName title isActive } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateOpportunity($input: OpportunityInput!) {\n    createOpportunity(input: $input) { opportunity { id } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation CreateOpportunity($input: OpportunityInput!) {\n    createOpportunity(input: $input) { opportunity { id } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOpportunity($id: ID!, $input: OpportunityInput!) {\n    updateOpportunity(id: $id, input: $input) {\n      opportunity { id ...EditedOpportunity ...OpportunityDetails }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateOpportunity($id: ID!, $input: OpportunityInput!) {\n    updateOpportunity(id: $id, input: $input) {\n      opportunity { id ...EditedOpportunity ...OpportunityDetails }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkOpportunityWon($id: ID!, $quoteId: ID) {\n    markOpportunityWon(id: $id, quoteId: $quoteId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkOpportunityWon($id: ID!, $quoteId: ID) {\n    markOpportunityWon(id: $id, quoteId: $quoteId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkOpportunityLost($id: ID!) {\n    markOpportunityLost(id: $id) { opportunity { id ...OpportunityHeader ...OpportunityPush } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation MarkOpportunityLost($id: ID!) {\n    markOpportunityLost(id: $id) { opportunity { id ...OpportunityHeader ...OpportunityPush } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReopenOpportunity($id: ID!, $stageId: ID) {\n    reopenOpportunity(id: $id, stageId: $stageId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation ReopenOpportunity($id: ID!, $stageId: ID) {\n    reopenOpportunity(id: $id, stageId: $stageId) {\n      opportunity { id ...OpportunityHeader ...OpportunityPush }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryPush($opportunityId: ID!) {\n    retryPush(opportunityId: $opportunityId) { opportunity { id ...OpportunityPush } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation RetryPush($opportunityId: ID!) {\n    retryPush(opportunityId: $opportunityId) { opportunity { id ...OpportunityPush } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteOpportunityDocument($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation DeleteOpportunityDocument($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Outbox {\n    outbox {\n      sendsMail\n      mails {\n        id\n        at\n        to\n        subject\n        state\n        error\n        text\n      }\n    }\n  }\n"): (typeof documents)["\n  query Outbox {\n    outbox {\n      sendsMail\n      mails {\n        id\n        at\n        to\n        subject\n        state\n        error\n        text\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HealthFields on IntegrationHealth {\n    tone\n    sentence\n    remedy\n    troubles {\n      code\n      tone\n      sentence\n      since\n    }\n    lastPullAt\n    nextPullAt\n    openIssues\n    pendingPushes\n    oldestPushAt\n    connection {\n      id\n      host\n      state\n      stateCode\n      stateMessage\n      stateSince\n    }\n    entities {\n      entity\n      linked\n      pending\n      failing\n      broken\n      excluded\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      id\n      kind\n      state\n      finishedAt\n    }\n  }\n"): (typeof documents)["\n  fragment HealthFields on IntegrationHealth {\n    tone\n    sentence\n    remedy\n    troubles {\n      code\n      tone\n      sentence\n      since\n    }\n    lastPullAt\n    nextPullAt\n    openIssues\n    pendingPushes\n    oldestPushAt\n    connection {\n      id\n      host\n      state\n      stateCode\n      stateMessage\n      stateSince\n    }\n    entities {\n      entity\n      linked\n      pending\n      failing\n      broken\n      excluded\n    }\n    currentRun {\n      ...RunSummary\n    }\n    lastRun {\n      id\n      kind\n      state\n      finishedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Overview {\n    integrationHealth {\n      ...HealthFields\n    }\n    syncSettings {\n      startedAt\n    }\n  }\n"): (typeof documents)["\n  query Overview {\n    integrationHealth {\n      ...HealthFields\n    }\n    syncSettings {\n      startedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription HealthChanged {\n    integrationHealthChanged {\n      ...HealthFields\n    }\n  }\n"): (typeof documents)["\n  subscription HealthChanged {\n    integrationHealthChanged {\n      ...HealthFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SyncNow($entity: EntityType) {\n    syncNow(entity: $entity) {\n      run {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SyncNow($entity: EntityType) {\n    syncNow(entity: $entity) {\n      run {\n        id\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeFromOverview {\n    resumeConnection {\n      connection {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResumeFromOverview {\n    resumeConnection {\n      connection {\n        id\n        state\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ActivityRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    description\n  }\n"): (typeof documents)["\n  fragment ActivityRow on AuditEvent {\n    id\n    cursor\n    at\n    direction\n    entity\n    operation\n    status\n    name\n    localPath\n    description\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecentActivity {\n    auditEvents(first: 8) {\n      items {\n        ...ActivityRow\n      }\n      liveCursor\n    }\n  }\n"): (typeof documents)["\n  query RecentActivity {\n    auditEvents(first: 8) {\n      items {\n        ...ActivityRow\n      }\n      liveCursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ActivityAdded($after: String) {\n    auditEventAdded(after: $after) {\n      ...ActivityRow\n    }\n  }\n"): (typeof documents)["\n  subscription ActivityAdded($after: String) {\n    auditEventAdded(after: $after) {\n      ...ActivityRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ReconcileFields on Reconcile {\n    id\n    kind\n    state\n    heals\n    startedAt\n    finishedAt\n    error\n    entities {\n      entity\n      there\n      here\n      onlyHere\n      linked\n      excluded\n      skipped\n      differing\n      pending\n      failing\n      gone\n      removals\n      healed\n      unexplained\n      finishedAt\n    }\n  }\n"): (typeof documents)["\n  fragment ReconcileFields on Reconcile {\n    id\n    kind\n    state\n    heals\n    startedAt\n    finishedAt\n    error\n    entities {\n      entity\n      there\n      here\n      onlyHere\n      linked\n      excluded\n      skipped\n      differing\n      pending\n      failing\n      gone\n      removals\n      healed\n      unexplained\n      finishedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LastReconcile {\n    syncSettings {\n      options {\n        reconcile {\n          differences\n          hour\n        }\n      }\n    }\n    reconciles(first: 1) {\n      items {\n        ...ReconcileFields\n      }\n    }\n  }\n"): (typeof documents)["\n  query LastReconcile {\n    syncSettings {\n      options {\n        reconcile {\n          differences\n          hour\n        }\n      }\n    }\n    reconciles(first: 1) {\n      items {\n        ...ReconcileFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReconcileFindings($id: ID!) {\n    reconcileFindings(id: $id, first: 50) {\n      items {\n        id\n        entity\n        kind\n        remoteId\n        localId\n        name\n        detail\n        isHealed\n        fields {\n          field\n          here\n          there\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query ReconcileFindings($id: ID!) {\n    reconcileFindings(id: $id, first: 50) {\n      items {\n        id\n        entity\n        kind\n        remoteId\n        localId\n        name\n        detail\n        isHealed\n        fields {\n          field\n          here\n          there\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReconcileNow {\n    reconcileNow {\n      reconcile {\n        ...ReconcileFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReconcileNow {\n    reconcileNow {\n      reconcile {\n        ...ReconcileFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreatDifferences($differences: DifferenceTreatment!) {\n    saveSyncSettings(input: { options: { reconcile: { differences: $differences } } }) {\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation TreatDifferences($differences: DifferenceTreatment!) {\n    saveSyncSettings(input: { options: { reconcile: { differences: $differences } } }) {\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PersonFields on Person {\n    id\n    email\n    name\n    role\n    isActive\n    lastSignInAt\n  }\n"): (typeof documents)["\n  fragment PersonFields on Person {\n    id\n    email\n    name\n    role\n    isActive\n    lastSignInAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query People {\n    people {\n      ...PersonFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n    securityEvents {\n      id\n      at\n      kind\n      actor\n      address\n      description\n    }\n  }\n"): (typeof documents)["\n  query People {\n    people {\n      ...PersonFields\n    }\n    invitations {\n      id\n      email\n      role\n      expiresAt\n    }\n    securityEvents {\n      id\n      at\n      kind\n      actor\n      address\n      description\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InvitePerson($input: InviteInput!) {\n    invitePerson(input: $input) {\n      link\n      isMailed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InvitePerson($input: InviteInput!) {\n    invitePerson(input: $input) {\n      link\n      isMailed\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WithdrawInvitation($id: ID!) {\n    withdrawInvitation(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation WithdrawInvitation($id: ID!) {\n    withdrawInvitation(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePersonRole($id: ID!, $role: Role!) {\n    changePersonRole(id: $id, role: $role) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePersonRole($id: ID!, $role: Role!) {\n    changePersonRole(id: $id, role: $role) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeactivatePerson($id: ID!) {\n    deactivatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeactivatePerson($id: ID!) {\n    deactivatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ActivatePerson($id: ID!) {\n    activatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ActivatePerson($id: ID!) {\n    activatePerson(id: $id) {\n      person {\n        ...PersonFields\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePerson($id: ID!) {\n    removePerson(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RemovePerson($id: ID!) {\n    removePerson(id: $id) {\n      removedId\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenInvitation($token: String!) {\n    openInvitation(token: $token) {\n      workspaceName\n      email\n      role\n    }\n  }\n"): (typeof documents)["\n  query OpenInvitation($token: String!) {\n    openInvitation(token: $token) {\n      workspaceName\n      email\n      role\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      viewer {\n        role\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EditedProduct on Product {\n    id\n    kind\n    name\n    sku\n    unit\n    price\n    cost\n    isTaxable\n    isActive\n    billing\n    billingCycle\n    billingCycleId\n    recurringPrice\n    recurringCost\n    billingCycles\n    category\n    subcategory\n    type\n    productClass\n    description\n    bundleLines { id position quantity product { id name sku price cost isActive } }\n    customFields { name value }\n    version\n  }\n"): (typeof documents)["\n  fragment EditedProduct on Product {\n    id\n    kind\n    name\n    sku\n    unit\n    price\n    cost\n    isTaxable\n    isActive\n    billing\n    billingCycle\n    billingCycleId\n    recurringPrice\n    recurringCost\n    billingCycles\n    category\n    subcategory\n    type\n    productClass\n    description\n    bundleLines { id position quantity product { id name sku price cost isActive } }\n    customFields { name value }\n    version\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Products($first: Int!, $after: String, $search: String, $kind: ProductKind, $includeInactive: Boolean) {\n    products(first: $first, after: $after, search: $search, kind: $kind, includeInactive: $includeInactive) {\n      items { id name sku kind category price cost billing billingCycle recurringPrice isActive isTaxable link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Products($first: Int!, $after: String, $search: String, $kind: ProductKind, $includeInactive: Boolean) {\n    products(first: $first, after: $after, search: $search, kind: $kind, includeInactive: $includeInactive) {\n      items { id name sku kind category price cost billing billingCycle recurringPrice isActive isTaxable link { state } updatedAt }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Product($id: ID!) {\n    product(id: $id) {\n      id name sku description kind productClass type category subcategory price cost isTaxable isActive unit billing billingCycle billingCycleId billingCycles recurringPrice recurringCost version createdAt updatedAt\n      bundleLines { id position quantity product { id name sku price cost isActive } }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n"): (typeof documents)["\n  query Product($id: ID!) {\n    product(id: $id) {\n      id name sku description kind productClass type category subcategory price cost isTaxable isActive unit billing billingCycle billingCycleId billingCycles recurringPrice recurringCost version createdAt updatedAt\n      bundleLines { id position quantity product { id name sku price cost isActive } }\n      customFields { name value }\n      link { state url origin lastSyncedAt }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EditProduct($id: ID!, $isNew: Boolean!) {\n    customFields(entity: \"product\") { id name type options }\n    product(id: $id) @skip(if: $isNew) { ...EditedProduct }\n  }\n"): (typeof documents)["\n  query EditProduct($id: ID!, $isNew: Boolean!) {\n    customFields(entity: \"product\") { id name type options }\n    product(id: $id) @skip(if: $isNew) { ...EditedProduct }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BundleProductChoices($search: String) {\n    products(first: 20, search: $search, kind: PRODUCT) { items { id name sku price cost } totalCount }\n  }\n"): (typeof documents)["\n  query BundleProductChoices($search: String) {\n    products(first: 20, search: $search, kind: PRODUCT) { items { id name sku price cost } totalCount }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateProduct($input: ProductInput!) {\n    createProduct(input: $input) { product { id } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation CreateProduct($input: ProductInput!) {\n    createProduct(input: $input) { product { id } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProduct($id: ID!, $input: ProductInput!) {\n    updateProduct(id: $id, input: $input) {\n      product { id updatedAt ...EditedProduct }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateProduct($id: ID!, $input: ProductInput!) {\n    updateProduct(id: $id, input: $input) {\n      product { id updatedAt ...EditedProduct }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MySessions {\n    mySessions {\n      id\n      createdAt\n      expiresAt\n      address\n      userAgent\n      isCurrent\n    }\n  }\n"): (typeof documents)["\n  query MySessions {\n    mySessions {\n      id\n      createdAt\n      expiresAt\n      address\n      userAgent\n      isCurrent\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameMyself($name: String!) {\n    renameMyself(name: $name) {\n      person {\n        id\n        name\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RenameMyself($name: String!) {\n    renameMyself(name: $name) {\n      person {\n        id\n        name\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeMyPassword($currentPassword: String!, $newPassword: String!) {\n    changeMyPassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      endedSessions\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeMyPassword($currentPassword: String!, $newPassword: String!) {\n    changeMyPassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n      endedSessions\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndMyOtherSessions {\n    endMyOtherSessions\n  }\n"): (typeof documents)["\n  mutation EndMyOtherSessions {\n    endMyOtherSessions\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Quotes($first: Int!, $after: String, $search: String, $state: DocumentState) {\n    documents(first: $first, after: $after, search: $search, state: $state) {\n      items { id kind title number state total url updatedAt opportunity { id name client { id name } } }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Quotes($first: Int!, $after: String, $search: String, $state: DocumentState) {\n    documents(first: $first, after: $after, search: $search, state: $state) {\n      items { id kind title number state total url updatedAt opportunity { id name client { id name } } }\n      pageInfo { endCursor hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Quote($id: ID!) {\n    taxRegions { id name categories { id name rate } }\n    document(id: $id) {\n      id kind title number state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } fileName url version updatedAt\n      taxRegion { id }\n      opportunity { id name stage { id kind } client { id name } }\n      lines {\n        id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n        product { id name sku isTaxable }\n        taxCategory { id name rate }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Quote($id: ID!) {\n    taxRegions { id name categories { id name rate } }\n    document(id: $id) {\n      id kind title number state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } fileName url version updatedAt\n      taxRegion { id }\n      opportunity { id name stage { id kind } client { id name } }\n      lines {\n        id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n        product { id name sku isTaxable }\n        taxCategory { id name rate }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NewQuote($opportunityId: ID!) {\n    taxRegions { id name categories { id name rate } }\n    opportunity(id: $opportunityId) { id name stage { id kind } client { id name taxRegion { id } } }\n  }\n"): (typeof documents)["\n  query NewQuote($opportunityId: ID!) {\n    taxRegions { id name categories { id name rate } }\n    opportunity(id: $opportunityId) { id name stage { id kind } client { id name taxRegion { id } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QuoteProductChoices($search: String) {\n    products(first: 20, search: $search) { items { id name sku description kind price cost isTaxable billing billingCycle billingCycleId billingCycles recurringPrice recurringCost } totalCount }\n  }\n"): (typeof documents)["\n  query QuoteProductChoices($search: String) {\n    products(first: 20, search: $search) { items { id name sku description kind price cost isTaxable billing billingCycle billingCycleId billingCycles recurringPrice recurringCost } totalCount }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateQuote($opportunityId: ID!, $input: QuoteInput!) {\n    createQuote(opportunityId: $opportunityId, input: $input) { document { id } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation CreateQuote($opportunityId: ID!, $input: QuoteInput!) {\n    createQuote(opportunityId: $opportunityId, input: $input) { document { id } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateQuote($id: ID!, $input: QuoteInput!) {\n    updateQuote(id: $id, input: $input) {\n      document {\n        id title state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } version updatedAt\n        taxRegion { id }\n        lines {\n          id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n          product { id name sku isTaxable }\n          taxCategory { id name rate }\n        }\n      }\n      problems { code field message }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateQuote($id: ID!, $input: QuoteInput!) {\n    updateQuote(id: $id, input: $input) {\n      document {\n        id title state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } version updatedAt\n        taxRegion { id }\n        lines {\n          id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource\n        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost\n          product { id name sku isTaxable }\n          taxCategory { id name rate }\n        }\n      }\n      problems { code field message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetQuoteState($id: ID!, $state: DocumentState!) {\n    setDocumentState(id: $id, state: $state) { document { id state version updatedAt } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation SetQuoteState($id: ID!, $state: DocumentState!) {\n    setDocumentState(id: $id, state: $state) { document { id state version updatedAt } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteQuote($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation DeleteQuote($id: ID!) {\n    deleteDocument(id: $id) { deletedId problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SyncRuns($first: Int!, $after: String) {\n    syncRuns(first: $first, after: $after) {\n      items {\n        ...RunSummary\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query SyncRuns($first: Int!, $after: String) {\n    syncRuns(first: $first, after: $after) {\n      items {\n        ...RunSummary\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SyncRunDetails($id: ID!) {\n    syncRun(id: $id) {\n      ...RunSummary\n    }\n  }\n"): (typeof documents)["\n  query SyncRunDetails($id: ID!) {\n    syncRun(id: $id) {\n      ...RunSummary\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SyncUndo($runId: ID!) {\n    syncUndo(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  query SyncUndo($runId: ID!) {\n    syncUndo(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UndoFirstSync($runId: ID!) {\n    undoFirstSync(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UndoFirstSync($runId: ID!) {\n    undoFirstSync(runId: $runId) {\n      undo {\n        state\n        sentences\n        finishedAt\n      }\n      problems {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SecurityLog($kinds: [String!], $text: String, $before: ID) {\n    securityEvents(kinds: $kinds, text: $text, before: $before) {\n      id\n      at\n      kind\n      actor\n      subject\n      address\n      description\n    }\n  }\n"): (typeof documents)["\n  query SecurityLog($kinds: [String!], $text: String, $before: ID) {\n    securityEvents(kinds: $kinds, text: $text, before: $before) {\n      id\n      at\n      kind\n      actor\n      subject\n      address\n      description\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation NoteSecurityLogExport {\n    noteSecurityLogExport\n  }\n"): (typeof documents)["\n  mutation NoteSecurityLogExport {\n    noteSecurityLogExport\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaxRegions {\n    taxRegions { id name version categories { id name rate } }\n  }\n"): (typeof documents)["\n  query TaxRegions {\n    taxRegions { id name version categories { id name rate } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateTaxRegion($input: TaxRegionInput!) {\n    createTaxRegion(input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation CreateTaxRegion($input: TaxRegionInput!) {\n    createTaxRegion(input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateTaxRegion($id: ID!, $input: TaxRegionInput!) {\n    updateTaxRegion(id: $id, input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n"): (typeof documents)["\n  mutation UpdateTaxRegion($id: ID!, $input: TaxRegionInput!) {\n    updateTaxRegion(id: $id, input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;