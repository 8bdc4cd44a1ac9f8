/** The critic's scores at the command line: of histograms, features, studies and images, with nothing of the farm running. */
package io.vasari.cli.evaluate;
