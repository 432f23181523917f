/** What the page asks for on which a record is edited; without an ID a new one is made. */
export const editVariables = (id: string | null | undefined) => ({ id: id ?? '', isNew: !id });

/** The same for a record of a client, which the address may name for a new one. */
export const editVariablesOfClient = (id: string | null | undefined, clientId: string | undefined) => ({
  ...editVariables(id),
  clientId: clientId ?? '',
  hasClient: !id && Boolean(clientId),
});
