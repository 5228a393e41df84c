"""Moderate: what the moderator leads the meeting with."""
