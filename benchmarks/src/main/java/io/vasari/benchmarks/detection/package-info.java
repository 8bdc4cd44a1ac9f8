/** How soon the critic's alarms see a collapse, and how often they see one that is not there. */
package io.vasari.benchmarks.detection;
