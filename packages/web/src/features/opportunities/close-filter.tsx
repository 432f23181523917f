import { msg, t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { DateFilter } from '../../components/date-filter.tsx';
import { words } from '../../components/language/language.ts';
import { closeDays, closeRanges } from './close-days.ts';
import type { OpportunitiesSearch } from './opportunities-search.ts';

const ranges = words([
  { value: 'past', label: msg`Closes before today` },
  { value: 'week', label: msg`Closes within 7 days` },
  { value: 'month', label: msg`Closes this month` },
  { value: 'quarter', label: msg`Closes this quarter` },
]);

type Closing = Pick<OpportunitiesSearch, 'closes' | 'closesFrom' | 'closesTo'>;
type Props = { value: Closing; onChange: (value: Closing) => void };

/** Narrows to what is expected to close before today, soon, or between two days. */
export function CloseFilter({ value, onChange }: Props): ReactElement {
  return (
    <DateFilter
      label={t`Expected close`}
      placeholder={t`Any close date`}
      ranges={ranges}
      value={{ named: value.closes ?? null, from: value.closesFrom, to: value.closesTo }}
      onChange={({ named, from, to }) =>
        onChange({ closes: closeRanges.find((one) => one === named), closesFrom: from, closesTo: to })
      }
      daysOf={() => {
        const { closesFrom, closesTo } = closeDays(value);
        return { from: closesFrom, to: closesTo };
      }}
      fromLabel={t`Closes from`}
      toLabel={t`Closes until`}
    />
  );
}
