"""Whether this process can do its work."""

from django.test import Client, override_settings


def test_the_database_and_redis_answer(client: Client, db: None) -> None:
    response = client.get("/healthz/")

    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert response.content.decode() == "database: ok\nredis: ok\n"


def test_a_redis_that_is_away_is_told(client: Client, db: None) -> None:
    with override_settings(REDIS_URL="redis://127.0.0.1:9/0"):
        response = client.get("/healthz/")

    assert response.status_code == 503
    assert response.content.decode() == "database: ok\nredis: does not answer\n"
