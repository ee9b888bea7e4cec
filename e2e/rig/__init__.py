"""Ties the parts together: control plane, AWS, the chart, the operator's process, and the tests' eyes on both sides."""
