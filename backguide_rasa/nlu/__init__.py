"""NLU components: sentence features, the symptom reader, the answer reader."""
