/** Painting without a farm: from a folder of diffusers, on this machine, in this process. */
package io.vasari.cli.paint;
