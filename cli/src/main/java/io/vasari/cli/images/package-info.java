/** Images that Vasari did not make, and what classifier and embedder see in them. */
package io.vasari.cli.images;
