"""What we remember: tables, records, blobs, the one transaction and migrations."""
