"""The sample register: two deals as TOML, and the one way to load them, through the register's actions."""
