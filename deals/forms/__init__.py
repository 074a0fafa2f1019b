"""What people type at the desk, checked: errors stand at the field, and say what to do."""
