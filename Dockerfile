# One image for the API with the web app, the worker, the migrations and the sandbox; the command chooses.
FROM node:24-bookworm-slim AS build
WORKDIR /app
RUN npm install --global --no-audit --no-fund pnpm@12.20.0
# Dependencies in a layer of their own: it is made anew only when one of these files changes.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/shared/package.json packages/shared/
COPY packages/sandbox/package.json packages/sandbox/
COPY packages/server/package.json packages/server/
COPY packages/web/package.json packages/web/
COPY packages/bench/package.json packages/bench/
RUN pnpm install --frozen-lockfile --filter '!@causeway/bench'
COPY tsconfig.json tsconfig.base.json ./
COPY packages ./packages
RUN pnpm exec tsc -b packages/shared packages/sandbox packages/server && pnpm --dir packages/web run build \
  && find packages/*/dist -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.test.js' \) -delete

# What the programs need when they run, and nothing else.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
RUN npm install --global --no-audit --no-fund pnpm@12.20.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/shared/package.json packages/shared/
COPY packages/sandbox/package.json packages/sandbox/
COPY packages/server/package.json packages/server/
COPY packages/web/package.json packages/web/
COPY packages/bench/package.json packages/bench/
RUN pnpm install --prod --frozen-lockfile --ignore-scripts --filter '@causeway/server...' \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production WEB_DIST=/app/packages/web/dist STORAGE_DIR=/var/lib/causeway HOST=0.0.0.0 PORT=4000
RUN mkdir -p /var/lib/causeway /backups && chown node:node /var/lib/causeway /backups
COPY --from=dependencies /app /app
COPY --from=build /app/packages/shared/schema.graphql /app/packages/shared/
COPY --from=build /app/packages/shared/dist /app/packages/shared/dist
COPY --from=build /app/packages/sandbox/dist /app/packages/sandbox/dist
COPY --from=build /app/packages/server/dist/src /app/packages/server/dist/src
COPY --from=build /app/packages/web/dist /app/packages/web/dist
USER node
EXPOSE 4000
CMD ["node", "packages/server/dist/src/main/api.js"]
