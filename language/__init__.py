"""From Chinese chat text to a topic, facts, and the people and units named."""
