/** Pictures from words, at the command line. */
package io.vasari.cli.paint;
