/** One message and what became of it. */
export interface Delivery {
  readonly at: string;
  readonly entryId: number;
  readonly url: string;
  readonly type: string;
  readonly action: string;
  readonly id: number;
  readonly attempts: number;
  /** HTTP status of the last try; 0 when there was none. */
  readonly status: number;
  readonly outcome: 'delivered' | 'failed' | 'dropped';
}
