"""Two hundred requests of readers, asked of registers of three sizes: how long they wait, and by how much it grows."""
