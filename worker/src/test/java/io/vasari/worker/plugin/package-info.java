/** A model family as a user would add one, packed into a jar by the tests. */
package io.vasari.worker.plugin;
