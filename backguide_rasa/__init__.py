"""Everything that plugs BackGuide's core into Rasa."""
