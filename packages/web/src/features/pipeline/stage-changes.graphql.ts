import { graphql } from '../../graphql/gql.ts';

export const AddStageMutation = graphql(`
  mutation AddStage($name: String!, $kind: StageKind!) {
    addPipelineStage(name: $name, kind: $kind) {
      stages {
        id
        name
        position
        kind
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RenameStageMutation = graphql(`
  mutation RenameStage($id: ID!, $name: String!) {
    renamePipelineStage(id: $id, name: $name) {
      stages {
        id
        name
        position
        kind
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ReorderStagesMutation = graphql(`
  mutation ReorderStages($ids: [ID!]!) {
    reorderPipelineStages(ids: $ids) {
      stages {
        id
        name
        position
        kind
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RetireStageMutation = graphql(`
  mutation RetireStage($id: ID!, $moveTo: ID) {
    retirePipelineStage(id: $id, moveTo: $moveTo) {
      stages {
        id
        name
        position
        kind
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
