/** The figures as Prometheus scrapes them. */
package io.vasari.evaluator.metrics;
