/**
 * The scheduler of one pool as a pure state machine: what it is told goes in, what it wants done comes out, time and chance
 * are arguments. It splits jobs into tasks lazily and releases only a short buffer of them, so that the long queue is its
 * own and priority, fair share, cancellation and resizing stay possible to the last moment. No framework, no clock, no
 * threads; {@code io.vasari.gateway.streams} is its edge.
 */
package io.vasari.gateway.scheduler;
