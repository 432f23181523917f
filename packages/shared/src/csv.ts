/**
 * How a CSV file of a person is read, for `csv-parse`: as forgiving as spreadsheets are. Some countries' write semicolons instead of commas;
 * the first line, the names of the columns, shows it.
 */
export function csvReading(csv: string) {
  const head = csv.slice(0, csv.search(/[\r\n]|$/));
  return {
    bom: true,
    delimiter: head.includes(',') ? ',' : ';',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  };
}
