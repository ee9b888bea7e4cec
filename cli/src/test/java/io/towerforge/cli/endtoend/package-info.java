/** The operator as it is shipped between a user on the embedded API server and a simulated AWS account. */
package io.towerforge.cli.endtoend;
