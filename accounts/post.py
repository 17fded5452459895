"""Mail leaves beside the request: a slow or broken mail server never holds up or fails a page.

It also keeps the time of an answer from telling whether an address is known.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.core.mail import EmailMessage

log = logging.getLogger(__name__)

# One worker: mails leave in order. The interpreter waits for what is queued before it ends.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")


def send_soon(message: EmailMessage) -> Future[None]:
    """Queue `message`; the answer is there once it has left or could not leave."""
    return _worker.submit(_send, message)


def wait_until_sent() -> None:
    """Return when everything queued so far has left."""
    _worker.submit(lambda: None).result()


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as error:
        # Never the address or the text: logs are read by more people than mails.
        log.error("a mail could not be sent: %s", type(error).__name__)
