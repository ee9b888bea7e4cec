/**
 * What happens to somebody's environment, told from outside: what people do, in Kubernetes and by hand in AWS, and what they find
 * afterwards. Nothing here knows how the operator works.
 */
package io.towerforge.operator.scenarios;
