# The production image: docker-compose.yml starts it as web, workers, beat and migrate.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    AITRACKER_STATE=/srv/aitracker/state

RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin aitracker

WORKDIR /srv/aitracker/site
COPY requirements/run.txt requirements/run.txt
RUN pip install --require-hashes --requirement requirements/run.txt

COPY . .
# Fonts and static files are part of the image; no secret is needed to make them, and none is kept.
RUN AITRACKER_SECRET_KEY=only-while-building python manage.py build_fonts \
    && AITRACKER_SECRET_KEY=only-while-building python manage.py collectstatic --noinput --verbosity=0

ENV AITRACKER_MODE=production
USER 10001
EXPOSE 8000
CMD ["gunicorn", "aitracker.wsgi", "--bind=0.0.0.0:8000", "--config=python:aitracker.serving"]
