"""How this process asks Redis: for a moment, once, and not again."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def redis_client(url: str, *, timeout: float) -> redis.Redis:
    """A client of the Redis at `url` that gives up after `timeout` seconds; raises redis.RedisError then."""
    return redis.Redis.from_url(
        url,
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
        retry=Retry(NoBackoff(), 0),
    )
