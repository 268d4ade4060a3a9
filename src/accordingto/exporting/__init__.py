"""One file per output format, one common shape: ``write(lines_or_records, target)``."""
