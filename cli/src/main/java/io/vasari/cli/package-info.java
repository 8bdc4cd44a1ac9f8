/** The {@code vasari} command: starts a farm on one machine, queues jobs, watches and reports. */
package io.vasari.cli;
