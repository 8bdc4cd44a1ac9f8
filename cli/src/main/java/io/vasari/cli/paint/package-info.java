/** Pictures from words, at the command line: on a running farm, or from a folder of diffusers in this process. */
package io.vasari.cli.paint;
