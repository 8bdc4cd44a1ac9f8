/**
 * Proof that samples do not depend on their neighbours: a few of those that the farm has made are made once more, each
 * alone, and compared with what is stored.
 */
package io.vasari.worker.replay;
