/**
 * What commands show on a terminal: a block of lines that is redrawn in place, aligned tables, and the symbols of a plan.
 * Where the output is no terminal, everything here degrades to plain lines that a log file can keep.
 */
package io.towerforge.cli.terminal;
