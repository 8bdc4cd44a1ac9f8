/**
 * What goes over the wire: jobs, tasks, events, statuses and evaluations, the topics they travel on, and the codes by
 * which things fail. Plain Java; every part of the farm depends on this module and on nothing of each other.
 */
package io.vasari.contracts;
