"""The pages of an incident: as it stands today, and as it was known day by day."""
