/**
 * What the user reads: conditions, reasons and the whole status, worked out from plan and outcome. Pure; the time of day is an
 * argument.
 */
package io.towerforge.operator.status;
