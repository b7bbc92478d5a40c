"""Messaging channels: Telegram, Slack, SMS, WhatsApp, Messenger, and what they share."""
