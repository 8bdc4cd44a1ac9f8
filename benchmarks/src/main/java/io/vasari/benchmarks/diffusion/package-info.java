/** What painting from words must do: {@code vasari bench diffusion}, part by part. */
package io.vasari.benchmarks.diffusion;
