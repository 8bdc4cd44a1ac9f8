/** The histograms that models are compared with, shipped beside the classifiers. */
package io.vasari.evaluator.reference;
