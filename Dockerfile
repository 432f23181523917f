# One image for the API with the web app, the worker, the migrations and the sandbox; the command chooses.
FROM node:24-bookworm-slim AS build
WORKDIR /app
RUN npm install --global --no-audit --no-fund pnpm@12.20.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.json tsconfig.base.json ./
COPY packages ./packages
RUN pnpm install --frozen-lockfile --filter '!@causeway/bench'
RUN pnpm exec tsc -b packages/shared packages/sandbox packages/server && pnpm --dir packages/web run build
RUN CI=true pnpm prune --prod --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production WEB_DIST=/app/packages/web/dist STORAGE_DIR=/var/lib/causeway HOST=0.0.0.0 PORT=4000
RUN mkdir -p /var/lib/causeway && chown node:node /var/lib/causeway
COPY --from=build /app /app
USER node
EXPOSE 4000
CMD ["node", "packages/server/dist/src/main/api.js"]
