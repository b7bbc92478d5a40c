"""BackGuide's core: knows the rules, leads the interview. No Rasa in here."""
