/** Layers that networks are made of: each knows its tensors' names and shapes, and is a function of them. */
package io.vasari.models.layers;
