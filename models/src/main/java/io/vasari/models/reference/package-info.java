/** Reference sets: what real data look like to a classifier and an embedder, as files beside the models. */
package io.vasari.models.reference;
