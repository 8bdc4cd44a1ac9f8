/** Classifiers that somebody else has trained, as TorchScript files. */
package io.vasari.models.torchscript;
