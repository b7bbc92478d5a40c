"""Makes the symptom model: templates, fine-tuning, export. Never imported by the bot."""
