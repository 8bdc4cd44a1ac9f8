/** What the scores mean: one verdict, and a sentence for people. */
package io.vasari.scores.verdict;
