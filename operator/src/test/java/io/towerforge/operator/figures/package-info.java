/** What the operator costs, counted and held to its goals; each test prints its figures. */
package io.towerforge.operator.figures;
