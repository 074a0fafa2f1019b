"""Every write to the register: keyword-only, one transaction, signed `by=` a member."""
