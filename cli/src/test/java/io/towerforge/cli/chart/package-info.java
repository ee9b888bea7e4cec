/** The Helm chart, rendered by Helm itself and read back as what it installs. */
package io.towerforge.cli.chart;
