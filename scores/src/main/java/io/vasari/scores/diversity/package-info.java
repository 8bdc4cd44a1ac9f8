/** How many classes there are in effect, how far the shares are from a reference, and what was never seen. */
package io.vasari.scores.diversity;
