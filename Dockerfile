# The archive's program, for those who run containers; nothing in the project needs one.
# glibc is needed: the embedded PostgreSQL's wheel has no musl build. With DATABASE_URL set it is not used.
FROM python:3.11-slim

# For sources with render = "browser"; without it everything else works, and those visits say what is missing.
RUN apt-get update && apt-get install -y --no-install-recommends chromium && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home --uid 10001 press && install -d -o press /press /archive
USER press
WORKDIR /press

# The environment first: it changes only with the locks.
COPY --chown=press requirements.lock requirements-bootstrap.lock ./
COPY --chown=press setup ./setup
RUN sh setup/environment.sh .venv requirements.lock
COPY --chown=press . .

ENV PATH=/press/.venv/bin:$PATH ARCHIVE_DIR=/archive
VOLUME /archive
ENTRYPOINT ["scrapy"]
CMD ["list"]
