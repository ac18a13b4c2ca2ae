"""The notice's forms, one file a form: blank out, filled in, problems found."""
