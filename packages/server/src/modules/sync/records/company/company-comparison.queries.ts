/** The clients of the CRM with what they are compared by. */
export const comparedClients = `select id, name, identifier, website, phone, country, jsonb_build_object('addressLine', address_line1, 'city', city, 'region', region,
      'postalCode', postal_code) as place from client`;
