/** AWS Secrets Manager: the secrets of pipelines. Values are written and never read. */
package io.towerforge.operator.aws.secrets;
