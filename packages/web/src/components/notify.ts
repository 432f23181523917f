import { notifications } from '@mantine/notifications';

/** Says that something worked, for a few seconds. */
export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'teal', autoClose: 4000 });
};

/** Says what failed and what to do; stays until it is closed. */
export const notifyFailure = (message: string): void => {
  notifications.show({ title: 'That did not work', message, color: 'red', autoClose: false });
};
