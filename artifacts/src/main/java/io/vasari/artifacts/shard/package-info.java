/** Samples as one tar in WebDataset layout, written and read. */
package io.vasari.artifacts.shard;
