"""A real worker that knows the stub engine."""

from tasks.worker import prepared_app, work
from tests.bench import stub
from webapp.queue import IMAGES_QUEUE

if __name__ == "__main__":
    stub.install()
    work(prepared_app(), [IMAGES_QUEUE])
