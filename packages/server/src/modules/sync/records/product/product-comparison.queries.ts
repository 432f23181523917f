/** The products of the CRM with what they are compared by. */
export const comparedProducts = `select id, name, sku as identifier, kind = 'bundle' as "isBundle" from product`;
