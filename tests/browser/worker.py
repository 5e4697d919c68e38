"""A worker that knows the paced engine."""

from tasks.worker import prepared_app, work
from tests.browser.engines import add_paced_engine
from webapp.queue import IMAGES_QUEUE, IMPORTS_QUEUE, NARRATION_QUEUE

if __name__ == "__main__":
    add_paced_engine()
    work(prepared_app(), [IMAGES_QUEUE, NARRATION_QUEUE, IMPORTS_QUEUE])
