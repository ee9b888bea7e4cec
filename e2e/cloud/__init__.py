"""The AWS of the end-to-end tests: moto's server under a layer that behaves as AWS does where moto does not.

`python -m cloud` starts it. What it adds to moto: a recorder of every call, a fault injector, breakpoints, a clock
that tests move, and the rules of `cloud.fidelity`, each with its source."""

ACCOUNT = "123456789012"
