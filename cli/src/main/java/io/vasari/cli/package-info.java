/** The vasari command. */
package io.vasari.cli;
