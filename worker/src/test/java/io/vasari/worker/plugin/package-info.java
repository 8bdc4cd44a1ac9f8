/** Model families as a user would add them, packed into a jar by the tests. */
package io.vasari.worker.plugin;
