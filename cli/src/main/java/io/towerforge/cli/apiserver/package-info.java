/**
 * A Kubernetes API server in memory, small enough to start in a demo and complete enough for a real kubectl and for the
 * operator: discovery, OpenAPI, tables, watches, patches, finalizers, owner references and namespaces. It runs nothing:
 * there are no pods, no scheduler and no authentication, and it listens on the loopback interface only.
 */
package io.towerforge.cli.apiserver;
