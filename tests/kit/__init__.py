"""What tests share: stages, made-up counties, files. Nothing here is a test."""
