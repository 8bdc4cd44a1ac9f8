/** Tails of distributions, in logarithms where a double would underflow. */
package io.vasari.scores.distribution;
