"""Papers: what is owed, forms out, files in, custody, versions, packets."""
