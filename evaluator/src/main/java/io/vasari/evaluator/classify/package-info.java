/** The classifiers of the zoo as critics: the one package that knows how models run. */
package io.vasari.evaluator.classify;
