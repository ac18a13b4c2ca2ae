"""Reading, checking and marking workbooks and documents safely."""
