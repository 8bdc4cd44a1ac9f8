/** One step of a UNet, in Java and in PyTorch. */
package io.vasari.benchmarks.unet;
