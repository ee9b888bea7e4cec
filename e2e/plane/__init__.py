"""The Kubernetes control plane of the end-to-end tests: a real kube-apiserver and etcd, and of the controller-manager
what a finalizer-based operator must survive (namespace deletion, garbage collection, service accounts). No kubelet, no
scheduler.

Imports nothing, so that the script which makes the environment can use ``plane.lock`` before there is one.
"""
