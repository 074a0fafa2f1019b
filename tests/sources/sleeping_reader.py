"""Stands in for a reader that hangs without using the processor."""

import time

time.sleep(30)
