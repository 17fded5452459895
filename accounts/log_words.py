"""What the log may say: no link that opens an account, nobody's address, no flood of strangers'."""

import logging
import re

# The part of an address of ours that is as good as a password.
KEY = re.compile(r"(/(?:reset/key|confirm-email)/)[^\s/\"']+")
ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


class DiscreetFormatter(logging.Formatter):
    """Takes keys and addresses out of whole lines, tracebacks and errors of others included."""

    def format(self, record: logging.LogRecord) -> str:
        line = KEY.sub(r"\1(key)", super().format(record))
        return ADDRESS.sub("(address)", line)


class BriefRefusals(logging.Filter):
    """A request that was refused is one line, at WARNING at most.

    Whoever sends too much, or a host of their own, would fill the log with trace-backs, and none
    of them is a fault of the site.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno = logging.WARNING
                record.levelname = logging.getLevelName(logging.WARNING)
        return record.levelno >= logging.getLogger(record.name).getEffectiveLevel()
