"""What is put to the section that asks for no ruling: later dates, words for a human, doubts."""
