/** Named tensors: in memory, and as safetensors files. */
package io.vasari.models.weights;
