"""What the log may say: neither a link that opens an account nor anybody's address."""

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
