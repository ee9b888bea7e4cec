/**
 * The shell around the five steps: reads the custom resource, runs observe, desired, plan, apply and status in turn, and says
 * when to come back. Decides nothing itself.
 */
package io.towerforge.operator.reconciler;
