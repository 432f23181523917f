/** What a change of a quote touches, also where a list was empty and so named no type. */
export const changesQuotes = { additionalTypenames: ['Document', 'DocumentPage', 'Opportunity'] };
