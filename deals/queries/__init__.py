"""Every read that leaves the register: returns frozen dataclasses, writes nothing."""
