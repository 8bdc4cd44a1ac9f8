/** A whole farm on one machine: its processes, their ports and folders, and the order in which they start and end. */
package io.vasari.cli.farm;
