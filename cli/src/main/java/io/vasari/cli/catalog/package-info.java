/** Models on their way into the folder that a farm takes its models from. */
package io.vasari.cli.catalog;
