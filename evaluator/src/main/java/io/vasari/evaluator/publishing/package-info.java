/** How scores get onto their topic. */
package io.vasari.evaluator.publishing;
