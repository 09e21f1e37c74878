# One image for every part; the command says which: `router`, `subgraph <name>`, `sandbox`.
# There is no build step: Node runs the sources, and workspace packages are links to them.

FROM node:26.10.0-trixie-slim AS base
WORKDIR /caravan
ENV NODE_ENV=production

# Only what decides which dependencies there are, so that a change of a source installs nothing again.
FROM base AS manifests
COPY . /all
RUN cd /all \
  && find . -name package.json -not -path '*/node_modules/*' -exec cp --parents {} /caravan/ \; \
  && cp -r pnpm-lock.yaml pnpm-workspace.yaml patches /caravan/

FROM base AS dependencies
RUN npm install --global pnpm@10.34.9
COPY --from=manifests /caravan ./
RUN pnpm install --prod --frozen-lockfile --filter-prod '@caravan/cli...'

FROM base
# The owner is root and nobody may write, but for the folder of CARAVAN_DATA, where parts without S3 keep files.
COPY --from=dependencies /caravan ./
COPY packages packages
COPY subgraphs subgraphs
COPY router router
COPY package.json LICENSE ./
RUN mkdir /data && chown 1000:1000 /data
ENV CARAVAN_HOST=0.0.0.0 CARAVAN_DATA=/data PORT=4000
USER 1000:1000
EXPOSE 4000
STOPSIGNAL SIGTERM
# Whether it answers. Whether it can work (/health/ready) is for whoever sends it requests: a restart mends no database.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "packages/cli/src/main.ts", "health"]
ENTRYPOINT ["node", "packages/cli/src/main.ts"]
CMD ["router"]
