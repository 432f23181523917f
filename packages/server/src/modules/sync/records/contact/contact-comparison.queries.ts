/** The contacts of the CRM with what they are compared by. */
export const comparedContacts = `select c.id, concat_ws(' ', c.first_name, c.last_name) as name, c.email, coalesce(c.phone, c.mobile) as phone,
      case when c.phone is not null then c.phone_extension end as "phoneExtension", cl.country, c.client_id as "withinId", cl.name as "withinName" from contact c join client cl on cl.id = c.client_id`;
