"""A real worker that knows the stub engine."""

from tasks.worker import work
from tests.bench import stub
from webapp.queue import IMAGES_QUEUE

if __name__ == "__main__":
    stub.install()
    work([IMAGES_QUEUE])
