"""Judges that know only what was recorded: AWS calls against policy and botocore, requests against the chart's roles."""
