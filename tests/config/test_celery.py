"""The broker's side of "nothing is lost"."""

from config.celery import app, give_back_unfinished

NOWHERE = "tests.no_such_task"


def test_what_a_killed_worker_had_taken_is_back_in_the_queue_at_once(broker: str) -> None:
    with app.connection_for_read() as worker:
        queue = worker.SimpleQueue(app.conf.task_default_queue)
        give_back_unfinished()  # what an earlier test's worker had taken
        queue.clear()
        app.send_task(NOWHERE, [7])
        taken = queue.get(timeout=5)  # and never acknowledged
        client = worker.default_channel.client
        assert client.llen(app.conf.task_default_queue) == 0
        give_back_unfinished()
        again = queue.get(timeout=5)
        assert again.headers["id"] == taken.headers["id"]
        assert again.headers["redelivered"] if "redelivered" in again.headers else again.delivery_info["redelivered"]
        again.ack()
        queue.close()
