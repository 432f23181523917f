import { graphql } from '../../graphql/gql.ts';

export const WebhookFields = graphql(`
  fragment WebhookFields on Webhook {
    id
    name
    url
    form
    events
    state
    sentence
    lastDeliveredAt
    failingSince
    offAt
    previousSecretUntil
    waiting
  }
`);

export const WebhooksQuery = graphql(`
  query Webhooks {
    webhooks {
      ...WebhookFields
    }
  }
`);

export const DeliveryFields = graphql(`
  fragment DeliveryFields on WebhookDelivery {
    id
    messageId
    type
    state
    createdAt
    nextAttemptAt
    payload
    attempts {
      at
      statusCode
      durationMs
      answer
      error
    }
  }
`);

export const DeliveriesQuery = graphql(`
  query WebhookDeliveries($id: ID!, $first: Int, $after: String) {
    webhook(id: $id) {
      id
      deliveries(first: $first, after: $after) {
        items {
          ...DeliveryFields
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

export const AddWebhook = graphql(`
  mutation AddWebhook($input: WebhookInput!) {
    addWebhook(input: $input) {
      secret
      webhook {
        ...WebhookFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const UpdateWebhook = graphql(`
  mutation UpdateWebhook($id: ID!, $input: WebhookChangeInput!) {
    updateWebhook(id: $id, input: $input) {
      webhook {
        ...WebhookFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($id: ID!, $overlapHours: Float!) {
    rotateWebhookSecret(id: $id, overlapHours: $overlapHours) {
      secret
      problems {
        code
        field
        message
      }
    }
  }
`);

export const SwitchWebhookOn = graphql(`
  mutation SwitchWebhookOn($id: ID!) {
    switchWebhookOn(id: $id) {
      webhook {
        ...WebhookFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const SwitchWebhookOff = graphql(`
  mutation SwitchWebhookOff($id: ID!) {
    switchWebhookOff(id: $id) {
      webhook {
        ...WebhookFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RemoveWebhook = graphql(`
  mutation RemoveWebhook($id: ID!) {
    removeWebhook(id: $id) {
      webhook {
        id
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const TestWebhook = graphql(`
  mutation TestWebhook($id: ID!) {
    testWebhook(id: $id) {
      done
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RepeatDelivery = graphql(`
  mutation RepeatWebhookDelivery($id: ID!) {
    repeatWebhookDelivery(id: $id) {
      delivery {
        ...DeliveryFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RepeatMissed = graphql(`
  mutation RepeatMissedWebhookDeliveries($id: ID!) {
    repeatMissedWebhookDeliveries(webhookId: $id) {
      count
      problems {
        code
        field
        message
      }
    }
  }
`);

/** So that the lists are asked for again after each change. */
export const webhooksContext = { additionalTypenames: ['Webhook', 'WebhookDelivery'] };
