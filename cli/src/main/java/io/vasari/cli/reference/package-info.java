/** Reference sets at the command line: how they are made, and where they are found. */
package io.vasari.cli.reference;
