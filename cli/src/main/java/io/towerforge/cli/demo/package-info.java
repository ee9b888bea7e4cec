/**
 * The demo: the life of one environment in chapters, each of which checks what it shows. Only the ground it stands on is
 * simulated, namely the API server and AWS; the operator is the one that is shipped.
 */
package io.towerforge.cli.demo;
